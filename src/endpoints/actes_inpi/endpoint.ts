import { type Static, Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { providerFailure } from '../../core/failure.ts';
import { promised, readPromised } from '../../core/missing.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { bySiren } from '../../core/subject.ts';
import { inpi } from '../../providers/inpi/provider.ts';

/** `denomonationSociale` is the key's real spelling; the number of a file is checked where the file is asked for. */
const FoundActe = Type.Object({
  idFichier: Type.Optional(Type.Unknown()),
  siren: Type.Optional(Type.Integer()),
  denomonationSociale: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  codeGreffe: Type.Optional(Type.Integer()),
  dateDepot: Type.Optional(Type.String()),
  natureArchive: Type.Optional(Type.String()),
});
const readActes = jsonReader(inpi, Type.Array(FoundActe));

const text = (description: string) => Type.String({ description });
const integer = (description: string) => Type.Integer({ description });

export default defineEndpoint({
  name: 'actes_inpi',
  title: 'Actes',
  providers: { inpi },
  scopes: ['actes_inpi', 'actes_bilans_inpi'],
  volume: 'propre',
  subject: bySiren,
  watch: { uname: 'apie_2_actes_inpi', provider: 'inpi', everyMinutes: 60, availabilityKey: 'api/v2/documents_inpi' },

  answer: Type.Object({
    url_documents: text(
      "Adresse temporaire de l'archive ZIP qui contient tous les actes, et le fichier Response.json qui donne le nom de chacun d'après son id_fichier.",
    ),
    actes: Type.Array(
      Type.Object({
        id_fichier: integer("Numéro du fichier de l'acte dans l'archive."),
        siren: text("SIREN de l'entreprise, 9 chiffres."),
        denomination_sociale: Type.Union([Type.String(), Type.Null()], {
          description: "Dénomination sociale de l'entreprise ; null quand l'INPI ne la donne pas.",
        }),
        code_greffe: integer("Code du greffe où l'acte a été déposé."),
        date_depot: text("Date de dépôt de l'acte, au format AAAAMMJJ."),
        nature_archive: text("Nature de l'archive : A (acte), R (ordonnance) ou P (acte d'une personne physique)."),
      }),
      { description: "Actes déposés, dans l'ordre donné par l'INPI." },
    ),
  }),

  ask: async (doors, siren, errand) => {
    const actes = await doors.inpi.ask(errand, `/actes/find?siren=${siren}`, readActes);
    if (actes.length === 0) throw providerFailure(inpi, '003');
    const ids = actes.map(({ idFichier }) => idFichier);
    return { actes, ...(await doors.inpi.archive(errand, ids)) };
  },

  read: ({ actes, url, fileIds }) => ({
    url_documents: url,
    actes: actes.map((acte, rank) => readActe(acte, fileIds[rank])),
  }),
});

function readActe(acte: Static<typeof FoundActe>, fileId: number | undefined) {
  return {
    id_fichier: promised(fileId),
    siren: readPromised(promised(acte.siren), (number) => String(number).padStart(9, '0')),
    denomination_sociale: promised(acte.denomonationSociale),
    code_greffe: promised(acte.codeGreffe),
    date_depot: promised(acte.dateDepot),
    nature_archive: promised(acte.natureArchive),
  };
}
