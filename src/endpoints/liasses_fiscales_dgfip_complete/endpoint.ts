import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { Failure } from '../../core/failure.ts';
import { isMissing, type Missing, missing } from '../../core/missing.ts';
import { bySegments, sirenSegment, yearSegment } from '../../core/subject.ts';
import { liasseFields, readLiasse } from '../../providers/dgfip/liasse-declarations.ts';
import { dictionaryFields, readDictionary } from '../../providers/dgfip/liasse-dictionnaire.ts';
import { dgfip } from '../../providers/dgfip/provider.ts';

export default defineEndpoint({
  name: 'liasses_fiscales_dgfip_complete',
  title: 'Déclarations de résultat (liasse et dictionnaire)',
  providers: { dgfip },
  scopes: ['liasse_fiscale'],
  volume: 'json',
  path: '/v2/liasses_fiscales_dgfip/{annee}/complete/{siren}',
  subject: bySegments({ annee: yearSegment, siren: sirenSegment }),
  watch: {
    uname: 'apie_2_liasses_fiscales_dgfip_complete',
    provider: 'dgfip',
    everyMinutes: 60,
    availabilityKey: 'api/v2/liasses_fiscales_dgfip',
  },

  answer: Type.Object({ ...liasseFields, ...dictionaryFields }),

  /** Without declarations nothing is said of the company: their failure is the answer, and does not wait. */
  ask: async ({ dgfip }, subject, errand) => {
    const [liasse, dictionary] = await Promise.all([
      dgfip.liasse(errand, subject),
      dgfip.dictionary(errand, subject.annee).catch(missingPart),
    ]);
    return { liasse, dictionary };
  },

  read: ({ liasse, dictionary }) => ({
    ...readLiasse(liasse),
    ...(isMissing(dictionary) ? { dictionnaire: missing } : readDictionary(dictionary)),
  }),
});

function missingPart(error: unknown): Missing {
  if (error instanceof Failure && error.provider !== null) return missing;
  throw error;
}
