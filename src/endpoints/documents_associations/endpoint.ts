import { Type } from 'typebox';
import type { KeptDocument } from '../../core/document.ts';
import { defineEndpoint } from '../../core/endpoint.ts';
import { Failure, providerFailure } from '../../core/failure.ts';
import { Incomplete, promised } from '../../core/missing.ts';
import { sideBySide } from '../../core/side-by-side.ts';
import { bySiretOrRna } from '../../core/subject.ts';
import { rna } from '../../providers/rna/provider.ts';
import type { XmlNode } from '../../providers/rna/xml.ts';

/** Enough for the usual handful of documents, without one call taking the provider for itself. */
const AT_ONCE = 4;

export default defineEndpoint({
  name: 'documents_associations',
  title: "Divers documents d'une association",
  providers: { rna },
  scopes: ['documents_association'],
  volume: 'documents',
  subject: bySiretOrRna,
  watch: {
    uname: 'apie_2_documents_associations_rna',
    provider: 'rna',
    everyMinutes: 60,
    availabilityKey: 'api/v2/documents_associations',
  },

  answer: Type.Object({
    documents: Type.Array(
      Type.Object({
        type: Type.String({
          description: 'Nature du document (Statuts, Liste dirigeants, Récépissé de modification…).',
        }),
        url: Type.String({ description: 'Adresse temporaire du document, au format PDF.' }),
        timestamp: Type.String({ description: 'Instant du dépôt, en secondes depuis le 1er janvier 1970 (UTC).' }),
      }),
      {
        description:
          "Documents déposés par l'association, dans l'ordre du répertoire ; ceux qui manquent en sont retirés.",
      },
    ),
    nombre_documents: Type.Integer({ description: 'Nombre de documents remis par cet appel.' }),
    nombre_documents_deficients: Type.Integer({
      description: "Nombre de documents annoncés par le répertoire qui n'ont pas pu être remis.",
    }),
  }),

  ask: async ({ rna }, id, errand) => {
    const announced = readAnnounced(await rna.structure(errand, id));
    const outcomes = await sideBySide(announced.pieces, AT_ONCE, (piece) =>
      rna.document(errand, piece.text('url') ?? '').then((document) => ({ piece, document }), deficient),
    );
    const served = outcomes.filter((outcome) => 'document' in outcome);
    if (served.length === 0 && announced.count > 0) throw whyNone(outcomes.filter((outcome) => 'failure' in outcome));
    return { served, deficients: announced.count - served.length };
  },

  read: ({ served, deficients }) => {
    const documents = served.map(readServed);
    const draft = { documents, nombre_documents: documents.length, nombre_documents_deficients: deficients };
    return deficients === 0 ? draft : new Incomplete(draft, ['/documents']);
  },
});

/** An answer that does not count its documents is an error that the provider wrote inside it. */
function readAnnounced(structure: XmlNode): { pieces: XmlNode[]; count: number } {
  const documents = structure.at('documents');
  const count = documents?.text('nbDocRna') ?? '';
  if (documents === null || !/^\d{1,6}$/.test(count))
    throw providerFailure(rna, '000', { cause: 'no count of documents' });
  const pieces = documents.list('document_rna');
  return { pieces, count: Math.max(pieces.length, Number(count)) };
}

function readServed({ piece, document }: { piece: XmlNode; document: KeptDocument }) {
  return {
    type: promised(piece.text('lib_sous_type')),
    url: document.url,
    timestamp: promised(piece.text('time')),
  };
}

/** A document the provider does not hand over is counted; our own failures are not the association's. */
function deficient(error: unknown): { failure: Failure } {
  if (error instanceof Failure && error.provider !== null) return { failure: error };
  throw error;
}

/** Nothing could be handed over: what the caller should be told of it. */
function whyNone(outcomes: readonly { failure: Failure }[]): Failure {
  const failures = outcomes.map(({ failure }) => failure);
  if (failures.length === 0) return providerFailure(rna, '000', { cause: 'documents counted and not listed' });
  const silence =
    failures.find(({ kind }) => kind === 'provider_timeout') ??
    failures.find(({ kind }) => kind === 'provider_unavailable');
  if (silence !== undefined) return silence;
  const badFormat = failures.find(({ faults }) => faults.some(({ code }) => code === `${rna.code}055`));
  return badFormat ?? providerFailure(rna, '053', { cause: failures[0] });
}
