import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySegments, monthSegment, siretSegment, yearSegment } from '../../core/subject.ts';
import { effectifs } from '../../providers/effectifs/provider.ts';

export default defineEndpoint({
  name: 'effectifs_mensuels_etablissement_acoss_covid',
  title: 'Effectifs mensuels par établissement (aides Covid-19)',
  path: '/v2/effectifs_mensuels_acoss_covid/{annee}/{mois}/etablissement/{siret}',
  providers: { effectifs },
  scopes: ['aides_covid_effectifs'],
  volume: 'propre',
  subject: bySegments({ annee: yearSegment, mois: monthSegment, siret: siretSegment }),
  watch: {
    uname: 'apie_2_effectifs_mensuels_etablissement_acoss',
    provider: 'acoss',
    everyMinutes: 5,
    availabilityKey: 'api/v2/effectifs_mensuels_etablissement_acoss_covid',
  },

  answer: Type.Object({
    siret: Type.String({ description: "SIRET de l'établissement, 14 chiffres." }),
    annee: Type.String({ description: "Année de l'effectif, AAAA." }),
    mois: Type.String({ description: "Mois de l'effectif, de 01 à 12." }),
    effectifs_mensuels: Type.String({
      description: "Effectif moyen de l'établissement sur le mois, en salariés ; texte à deux décimales, comme 41.75.",
    }),
  }),

  ask: ({ effectifs }, { siret, ...month }, errand) => effectifs.monthOfEstablishment(errand, siret, month),

  read: ({ siret, annee, mois, effectifs }) => ({ siret, annee, mois, effectifs_mensuels: effectifs }),
});
