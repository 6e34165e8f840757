import { type Static, Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { promised } from '../../core/missing.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { bySiren } from '../../core/subject.ts';
import { filingAnswer, foundFiling, readFiling } from '../../providers/inpi/filings.ts';
import { inpi } from '../../providers/inpi/provider.ts';

const FoundBilan = Type.Object({
  ...foundFiling,
  confidentiel: Type.Optional(Type.Integer()),
  dateCloture: Type.Optional(Type.String()),
  numGestion: Type.Optional(Type.String()),
});
const readBilans = jsonReader(inpi, Type.Array(FoundBilan));

export default defineEndpoint({
  name: 'bilans_inpi',
  title: 'Bilans annuels',
  providers: { inpi },
  scopes: ['bilans_inpi', 'actes_bilans_inpi'],
  volume: 'propre',
  subject: bySiren,
  watch: { uname: 'apie_2_bilans_inpi', provider: 'inpi', everyMinutes: 60, availabilityKey: 'api/v2/documents_inpi' },

  answer: Type.Object({
    url_documents: Type.String({
      description:
        "Adresse temporaire de l'archive ZIP qui contient tous les bilans, et le fichier Response.json qui donne le nom de chacun d'après son id_fichier.",
    }),
    bilans: Type.Array(
      Type.Object({
        ...filingAnswer('B-S (simplifié), B-CO (complet), B-C (consolidé) ou B-BA (banque ou assurance)'),
        confidentiel: Type.Integer({
          description: "Confidentialité demandée par l'entreprise : 0 (public), 1 (confidentiel) ou 2 (partiel).",
        }),
        date_cloture: Type.String({
          description: "Date de clôture de l'exercice, au format ISO 8601 (AAAA-MM-JJTHH:MM:SS.000Z).",
        }),
        numero_gestion: Type.String({ description: "Numéro de gestion de l'entreprise au greffe." }),
      }),
      { description: "Bilans déposés, dans l'ordre donné par l'INPI." },
    ),
  }),

  ask: ({ inpi }, siren, errand) => inpi.filings(errand, `/bilans/find?siren=${siren}`, readBilans),

  read: ({ filings, fileIds, url }) => ({
    url_documents: url,
    bilans: filings.map((bilan, rank) => readBilan(bilan, fileIds[rank])),
  }),
});

function readBilan(bilan: Static<typeof FoundBilan>, fileId: number | undefined) {
  return {
    ...readFiling(bilan, fileId),
    confidentiel: promised(bilan.confidentiel),
    date_cloture: promised(bilan.dateCloture),
    numero_gestion: promised(bilan.numGestion),
  };
}
