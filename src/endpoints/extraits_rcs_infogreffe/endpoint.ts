import { Type } from 'typebox';
import { parisMidnight } from '../../core/dates/paris-midnight.ts';
import { defineEndpoint } from '../../core/endpoint.ts';
import { promised } from '../../core/missing.ts';
import { bySiren } from '../../core/subject.ts';
import { infogreffe } from '../../providers/infogreffe/provider.ts';

const Observation = Type.Object({
  date: Type.Union([Type.String(), Type.Null()], { description: "Date de l'observation, AAAA-MM-JJ." }),
  date_timestamp: Type.Union([Type.Integer(), Type.Null()], {
    description: 'La même, en secondes Unix à minuit heure de Paris.',
  }),
  numero: Type.Union([Type.String(), Type.Null()], { description: "Numéro de l'observation au greffe." }),
  libelle: Type.String({ description: "Texte de l'observation." }),
});

export default defineEndpoint({
  name: 'extraits_rcs_infogreffe',
  title: 'Extrait RCS',
  providers: { infogreffe },
  scopes: ['extraits_rcs'],
  volume: 'json',
  subject: bySiren,
  watch: {
    uname: 'apie_2_extraits_rcs_infogreffe',
    provider: 'infogreffe',
    everyMinutes: 60,
    availabilityKey: 'api/v2/extraits_rcs_infogreffe',
  },

  answer: Type.Object({
    siren: Type.String({ description: "Numéro de SIREN de l'entreprise." }),
    date_immatriculation: Type.String({ description: "Date d'immatriculation au registre, AAAA-MM-JJ." }),
    date_immatriculation_timestamp: Type.Integer({
      description: "Date d'immatriculation, en secondes Unix à minuit heure de Paris.",
    }),
    date_extrait: Type.String({ description: "Date de l'extrait, en toutes lettres : 04 JANVIER 2021." }),
    observations: Type.Array(Observation, {
      description: "Observations portées au registre ; vide s'il n'y en a pas.",
    }),
  }),

  ask: ({ infogreffe }, siren, errand) => infogreffe.extract(errand, siren),

  read: ({ dateImmatriculation, dateExtrait, observations }, siren) => ({
    siren,
    date_immatriculation: promised(dateImmatriculation),
    date_immatriculation_timestamp: promised(readDay(dateImmatriculation) ?? undefined),
    date_extrait: promised(dateExtrait),
    observations: observations.map(({ date, numero, libelle }) => ({
      date: date ?? null,
      date_timestamp: readDay(date),
      numero: numero ?? null,
      libelle: promised(libelle),
    })),
  }),
});

const readDay = (day: string | undefined): number | null => (day === undefined ? null : parisMidnight(day));
