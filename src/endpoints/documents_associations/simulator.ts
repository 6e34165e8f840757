import { DOCUMENT, keyRefusal } from '../../providers/rna/paths-simulator.ts';
import { piecesOf, sirenOfPiece } from '../../providers/rna/pieces-simulator.ts';
import { attestationPdf, type Protection } from '../../simulator/papers.ts';
import { defineSimulation, NOT_A_DOCUMENT, type SimulatedReply, textReply } from '../../simulator/simulation.ts';
import type { DocumentAssociation, FictionalUnit } from '../../simulator/units.ts';

const LARGE_BYTES = 20_000_000;
/** Associations have filed with every sort of tool: some pieces are encrypted, each in its own way, some are not. */
const PROTECTIONS: readonly (Protection | null)[] = ['rc4_40', 'aes_128', null, 'rc4_128', 'aes_256'];
const PDF = 'application/pdf;charset=ISO-8859-1';

export default defineSimulation('rna', [
  {
    method: 'GET',
    path: DOCUMENT,
    identify: ({ path }) => sirenOfPiece(path),
    found: ({ unit }, request) => {
      const pieces = piecesOf(unit);
      const piece = pieces.find(({ id }) => request.path.endsWith(id));
      const refusal = keyRefusal(request);
      if (refusal !== null) return refusal;
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

function draw(unit: FictionalUnit, piece: DocumentAssociation, isFirst: boolean): Promise<Buffer> {
  const { association, rna, behaviour } = unit;
  const protection = protectionOf(unit, piece);
  return attestationPdf({
    titre: piece.type,
    lignes: [association.titre, `RNA ${rna}`, `Année ${piece.annee}`, `Pièce ${piece.id}`],
    ...(behaviour === 'large' && isFirst ? { bytes: LARGE_BYTES } : {}),
    ...(protection === null ? {} : { protection }),
  });
}

function protectionOf({ siren, behaviour }: FictionalUnit, { id }: DocumentAssociation): Protection | null {
  if (behaviour === 'large') return null;
  return PROTECTIONS[(Number(siren) + Number(id.at(-1))) % PROTECTIONS.length] ?? null;
}

function unknownDocument(): SimulatedReply {
  return textReply('Document introuvable', 'text/plain;charset=UTF-8', 404);
}
