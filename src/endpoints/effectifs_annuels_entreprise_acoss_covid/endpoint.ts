import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySiren } from '../../core/subject.ts';
import { effectifs } from '../../providers/effectifs/provider.ts';

export default defineEndpoint({
  name: 'effectifs_annuels_entreprise_acoss_covid',
  title: 'Effectifs annuels par entreprise (aides Covid-19)',
  path: '/v2/effectifs_annuels_acoss_covid/{siren}',
  providers: { effectifs },
  scopes: ['aides_covid_effectifs'],
  volume: 'propre',
  subject: bySiren,
  watch: {
    uname: 'apie_2_effectifs_annuels_acoss',
    provider: 'acoss',
    everyMinutes: 5,
    availabilityKey: 'api/v2/effectifs_annuels_entreprise_acoss_covid',
  },

  answer: Type.Object({
    siren: Type.String({ description: "SIREN de l'entreprise, 9 chiffres." }),
    annee: Type.String({ description: "Année de l'effectif, AAAA : la plus récente qui soit connue." }),
    effectifs_annuels: Type.String({
      description: "Effectif moyen de l'entreprise sur l'année, en salariés ; texte à deux décimales, comme 61.25.",
    }),
  }),

  ask: ({ effectifs }, siren, errand) => effectifs.yearOf(errand, siren),

  read: ({ siren, annee, effectifs }) => ({ siren, annee, effectifs_annuels: effectifs }),
});
