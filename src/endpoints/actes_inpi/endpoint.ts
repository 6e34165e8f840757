import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { bySiren } from '../../core/subject.ts';
import { filingAnswer, foundFiling, readFiling } from '../../providers/inpi/filings.ts';
import { inpi } from '../../providers/inpi/provider.ts';

const readActes = jsonReader(inpi, Type.Array(Type.Object(foundFiling)));

export default defineEndpoint({
  name: 'actes_inpi',
  title: 'Actes',
  providers: { inpi },
  scopes: ['actes_inpi', 'actes_bilans_inpi'],
  volume: 'propre',
  subject: bySiren,
  watch: { uname: 'apie_2_actes_inpi', provider: 'inpi', everyMinutes: 60, availabilityKey: 'api/v2/documents_inpi' },

  answer: Type.Object({
    url_documents: Type.String({
      description:
        "Adresse temporaire de l'archive ZIP qui contient tous les actes, et le fichier Response.json qui donne le nom de chacun d'après son id_fichier.",
    }),
    actes: Type.Array(Type.Object(filingAnswer("A (acte), R (ordonnance) ou P (acte d'une personne physique)")), {
      description: "Actes déposés, dans l'ordre donné par l'INPI.",
    }),
  }),

  ask: ({ inpi }, siren, errand) => inpi.filings(errand, `/actes/find?siren=${siren}`, readActes),

  read: ({ filings, fileIds, url }) => ({
    url_documents: url,
    actes: filings.map((acte, rank) => readFiling(acte, fileIds[rank])),
  }),
});
