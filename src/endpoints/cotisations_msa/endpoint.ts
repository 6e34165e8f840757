import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { providerFailure } from '../../core/failure.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { bySiret } from '../../core/subject.ts';
import { msa } from '../../providers/msa/provider.ts';

/** O up to date, N not, A under study, S unknown to MSA. Anything else (its `Erreur` included) is not an answer. */
const readAnswer = jsonReader(
  msa,
  Type.Object({
    TopRMPResponse: Type.Object({
      topRegMarchePublic: Type.Union([Type.Literal('O'), Type.Literal('N'), Type.Literal('A'), Type.Literal('S')]),
    }),
  }),
);

export default defineEndpoint({
  name: 'cotisations_msa',
  title: 'Cotisations de sécurité sociale agricole',
  providers: { msa },
  scopes: ['msa_cotisations'],
  volume: 'json',
  subject: bySiret,
  watch: {
    uname: 'apie_2_cotisations_msa',
    provider: 'msa',
    everyMinutes: 60,
    availabilityKey: 'api/v2/cotisations_msa',
  },

  answer: Type.Object({
    analyse_en_cours: Type.Boolean({
      description: "La situation de l'établissement est en cours d'analyse par la MSA.",
    }),
    a_jour: Type.Union([Type.Boolean(), Type.Null()], {
      description: "L'établissement est à jour de ses cotisations ; null pendant l'analyse.",
    }),
  }),

  ask: ({ msa }, siret, errand) => msa.wire.ask(errand, { method: 'GET', url: `${msa.url}/${siret}` }, readAnswer),

  read: ({ TopRMPResponse: { topRegMarchePublic: situation } }) => {
    if (situation === 'S') throw providerFailure(msa, '003');
    const underStudy = situation === 'A';
    return { analyse_en_cours: underStudy, a_jour: underStudy ? null : situation === 'O' };
  },
});
