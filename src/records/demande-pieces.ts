import { insertPiece, type NewPiece, type Piece, type PieceHead } from './pieces.ts';
import type { GenrePiece } from './tables/demandes.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

export type DemandePiece = PieceHead & { readonly genre: GenrePiece };

interface Attached {
  readonly demande: string;
  readonly genre: GenrePiece;
  readonly at: Date;
}

/** Attaches a file to a request, in the place of the one of its kind. */
export async function attachPiece(work: Work, piece: NewPiece, { demande, genre, at }: Attached): Promise<string> {
  await detachPiece(work, { demande, genre, at });
  const id = await insertPiece(work, piece, at);
  await work.insertInto('demande_pieces').values({ piece: id, demande, genre, ajoutee_le: at }).execute();
  return id;
}

/** Gives a request the files of another that are in force: each has its own from then on. */
export async function copyDemandePieces(
  work: Work,
  { from, to, at }: { readonly from: string; readonly to: string; readonly at: Date },
): Promise<void> {
  for (const { id, genre } of await demandePieces(work, from)) {
    const piece = await findDemandePiece(work, from, id);
    if (piece !== undefined) await attachPiece(work, piece, { demande: to, genre, at });
  }
}

/** The file of this kind is in force no more. It is kept: what was sent has been read with it. */
export async function detachPiece(work: Work, { demande, genre, at }: Attached): Promise<void> {
  await work
    .updateTable('demande_pieces')
    .set({ remplacee_le: at })
    .where('demande', '=', demande)
    .where('genre', '=', genre)
    .where('remplacee_le', 'is', null)
    .execute();
}

/** The files of a request that are in force, without their bytes. */
export async function demandePieces(db: Db, demande: string): Promise<DemandePiece[]> {
  return db
    .selectFrom('demande_pieces')
    .innerJoin('pieces', 'pieces.id', 'demande_pieces.piece')
    .select(['pieces.id', 'pieces.nom', 'pieces.type_mime', 'pieces.taille', 'demande_pieces.genre'])
    .where('demande_pieces.demande', '=', demande)
    .where('demande_pieces.remplacee_le', 'is', null)
    .execute();
}

/** A file of this request, with its bytes; whether it is in force or not. */
export async function findDemandePiece(db: Db, demande: string, piece: string): Promise<Piece | undefined> {
  if (!isUuid(piece)) return undefined;
  const found = await db
    .selectFrom('demande_pieces')
    .innerJoin('pieces', 'pieces.id', 'demande_pieces.piece')
    .selectAll('pieces')
    .where('demande_pieces.demande', '=', demande)
    .where('pieces.id', '=', piece)
    .executeTakeFirst();
  return found === undefined ? undefined : { ...found, contenu: Buffer.from(found.contenu) };
}
