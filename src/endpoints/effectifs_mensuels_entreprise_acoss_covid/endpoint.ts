import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySegments, monthSegment, sirenSegment, yearSegment } from '../../core/subject.ts';
import { effectifs } from '../../providers/effectifs/provider.ts';

export default defineEndpoint({
  name: 'effectifs_mensuels_entreprise_acoss_covid',
  title: 'Effectifs mensuels par entreprise (aides Covid-19)',
  path: '/v2/effectifs_mensuels_acoss_covid/{annee}/{mois}/entreprise/{siren}',
  providers: { effectifs },
  scopes: ['aides_covid_effectifs'],
  volume: 'propre',
  subject: bySegments({ annee: yearSegment, mois: monthSegment, siren: sirenSegment }),
  watch: {
    uname: 'apie_2_effectifs_mensuels_entreprise_acoss',
    provider: 'acoss',
    everyMinutes: 5,
    availabilityKey: 'api/v2/effectifs_mensuels_entreprise_acoss_covid',
  },

  answer: Type.Object({
    siren: Type.String({ description: "SIREN de l'entreprise, 9 chiffres." }),
    annee: Type.String({ description: "Année de l'effectif, AAAA." }),
    mois: Type.String({ description: "Mois de l'effectif, de 01 à 12." }),
    effectifs_mensuels: Type.String({
      description: "Effectif moyen de l'entreprise sur le mois, en salariés ; texte à deux décimales, comme 63.50.",
    }),
  }),

  ask: ({ effectifs }, { siren, ...month }, errand) => effectifs.monthOfCompany(errand, siren, month),

  read: ({ siren, annee, mois, effectifs }) => ({ siren, annee, mois, effectifs_mensuels: effectifs }),
});
