import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySegments, yearSegment } from '../../core/subject.ts';
import { dictionaryFields, readDictionary } from '../../providers/dgfip/liasse-dictionnaire.ts';
import { dgfip } from '../../providers/dgfip/provider.ts';

export default defineEndpoint({
  name: 'liasses_fiscales_dgfip_dictionnaire',
  title: 'Déclarations de résultat (dictionnaire)',
  providers: { dgfip },
  scopes: ['liasse_fiscale'],
  volume: 'json',
  path: '/v2/liasses_fiscales_dgfip/{annee}/dictionnaire',
  subject: bySegments({ annee: yearSegment }),
  watch: {
    uname: 'apie_2_liasses_fiscales_dgfip_dictionnaire',
    provider: 'dgfip',
    everyMinutes: 60,
    availabilityKey: 'api/v2/liasses_fiscales_dgfip',
  },

  answer: Type.Object(dictionaryFields),

  ask: ({ dgfip }, { annee }, errand) => dgfip.dictionary(errand, annee),

  read: readDictionary,
});
