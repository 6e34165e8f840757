import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySegments, sirenSegment, yearSegment } from '../../core/subject.ts';
import { liasseFields, readLiasse } from '../../providers/dgfip/liasse-declarations.ts';
import { dgfip } from '../../providers/dgfip/provider.ts';

export default defineEndpoint({
  name: 'liasses_fiscales_dgfip_declarations',
  title: 'Déclarations de résultat (liasse)',
  providers: { dgfip },
  scopes: ['liasse_fiscale'],
  volume: 'json',
  path: '/v2/liasses_fiscales_dgfip/{annee}/declarations/{siren}',
  subject: bySegments({ annee: yearSegment, siren: sirenSegment }),
  watch: {
    uname: 'apie_2_liasses_fiscales_dgfip_declaration',
    provider: 'dgfip',
    everyMinutes: 60,
    availabilityKey: 'api/v2/liasses_fiscales_dgfip',
  },

  answer: Type.Object(liasseFields),

  ask: ({ dgfip }, subject, errand) => dgfip.liasse(errand, subject),

  read: readLiasse,
});
