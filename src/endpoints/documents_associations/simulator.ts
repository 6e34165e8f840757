import { piecesOf, sirenOfPiece } from '../../providers/rna/pieces-simulator.ts';
import { attestationPdf } from '../../simulator/papers.ts';
import { defineSimulation, NOT_A_DOCUMENT, type SimulatedReply, textReply } from '../../simulator/simulation.ts';
import type { DocumentAssociation, FictionalUnit } from '../../simulator/units.ts';

const LARGE_BYTES = 20_000_000;
const PDF = 'application/pdf;charset=ISO-8859-1';

export default defineSimulation('rna', [
  {
    method: 'GET',
    path: /^\/api-asso\/api\/documents\/PJ\/\d{32}$/,
    identify: ({ path }) => sirenOfPiece(path),
    found: ({ unit }, { path }) => {
      const pieces = piecesOf(unit);
      const piece = pieces.find(({ id }) => path.endsWith(id));
      return piece === undefined ? unknownDocument() : download(unit, piece, piece === pieces[0]);
    },
    unknown: unknownDocument,
    brokenDown: () => textReply('java.lang.NullPointerException', 'text/plain', 500),
  },
]);

async function download(unit: FictionalUnit, piece: DocumentAssociation, isFirst: boolean): Promise<SimulatedReply> {
  const isBroken = piece.isBroken || unit.behaviour === 'bad_document';
  const reply = textReply(isBroken ? NOT_A_DOCUMENT : await draw(unit, piece, isFirst), PDF);
  const disposition = `attachment;filename="PJ_${piece.id}.pdf"`;
  return { ...reply, headers: { ...reply.headers, 'Content-Disposition': disposition } };
}

function draw(
  { association, rna, behaviour }: FictionalUnit,
  piece: DocumentAssociation,
  isFirst: boolean,
): Promise<Buffer> {
  return attestationPdf({
    titre: piece.type,
    lignes: [association.titre, `RNA ${rna}`, `Année ${piece.annee}`, `Pièce ${piece.id}`],
    ...(behaviour === 'large' && isFirst ? { bytes: LARGE_BYTES } : {}),
  });
}

function unknownDocument(): SimulatedReply {
  return textReply('Document introuvable', 'text/plain;charset=UTF-8', 404);
}
