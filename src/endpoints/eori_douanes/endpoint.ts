import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { promised } from '../../core/missing.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { bySegment } from '../../core/subject.ts';
import { douanes } from '../../providers/douanes/provider.ts';
import { siretOrEoriSegment } from './siret-or-eori.ts';

const Said = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const readAnswer = jsonReader(
  douanes,
  Type.Object({
    EORI: Type.Object({
      identifiant: Said,
      actif: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
      libelle: Said,
      rue: Said,
      codePostal: Said,
      ville: Said,
      pays: Said,
      codePays: Said,
    }),
  }),
);

export default defineEndpoint({
  name: 'eori_douanes',
  title: 'Immatriculation EORI',
  providers: { douanes },
  scopes: ['eori_douanes'],
  volume: 'json',
  subject: bySegment(siretOrEoriSegment),
  watch: {
    uname: 'apie_2_eori',
    provider: 'douanes',
    everyMinutes: 60,
    availabilityKey: 'api/v2/eori_douanes',
  },

  answer: Type.Object({
    numero_eori: Type.String({ description: "Numéro EORI de l'opérateur : en France, « FR » suivi d'un SIRET." }),
    actif: Type.Boolean({ description: 'Le numéro EORI est valide à ce jour.' }),
    raison_sociale: Type.String({ description: "Nom ou raison sociale de l'opérateur." }),
    rue: Type.String({ description: "Numéro et voie de l'adresse de l'opérateur." }),
    ville: Type.String({ description: "Ville de l'adresse." }),
    code_postal: Type.String({ description: "Code postal de l'adresse." }),
    pays: Type.String({ description: "Nom du pays de l'adresse." }),
    code_pays: Type.String({ description: "Code du pays de l'adresse, 2 lettres." }),
  }),

  ask: ({ douanes }, eori, errand) => douanes.operator(errand, eori, readAnswer),

  read: ({ EORI: operator }) => ({
    numero_eori: promised(operator.identifiant ?? undefined),
    actif: promised(operator.actif ?? undefined),
    raison_sociale: promised(operator.libelle ?? undefined),
    rue: promised(operator.rue ?? undefined),
    ville: promised(operator.ville ?? undefined),
    code_postal: promised(operator.codePostal ?? undefined),
    pays: promised(operator.pays ?? undefined),
    code_pays: promised(operator.codePays ?? undefined),
  }),
});
