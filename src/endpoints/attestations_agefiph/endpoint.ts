import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { providerFailure } from '../../core/failure.ts';
import { promised } from '../../core/missing.ts';
import { bySiret } from '../../core/subject.ts';
import { agefiph } from '../../providers/agefiph/provider.ts';

export default defineEndpoint({
  name: 'attestations_agefiph',
  title: 'Conformité emploi des travailleurs handicapés',
  providers: { agefiph },
  scopes: ['attestations_agefiph'],
  volume: 'propre',
  subject: bySiret,
  watch: {
    uname: 'apie_2_attestations_agefiph',
    provider: 'agefiph',
    everyMinutes: 60,
    availabilityKey: 'api/v2/attestations_agefiph',
  },

  answer: Type.Object({
    derniere_annee_de_conformite_connue: Type.String({
      description:
        "Dernière année, sur quatre chiffres, pour laquelle l'établissement est connu comme en règle avec l'obligation d'emploi de travailleurs handicapés.",
    }),
    dump_date: Type.Integer({
      description: "Date de l'extraction d'où vient cette information, en secondes Unix.",
    }),
  }),

  ask: ({ agefiph }, siret, errand) => agefiph.conformityOf(errand, siret),

  /** No year known, or nothing said at all, is how this provider does not know an establishment. */
  read: ({ derniere_annee_de_conformite_connue: year, dump_date: date }) => {
    if (year === null || (year === undefined && date === undefined)) throw providerFailure(agefiph, '003');
    return { derniere_annee_de_conformite_connue: promised(year), dump_date: promised(date) };
  },
});
