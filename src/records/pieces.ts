import { createHash, randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { PiecesTable } from './tables/support.ts';
import { storable } from './text.ts';
import type { Work } from './work.ts';

const MAX_NOM = 200;

/** A file as it was received and checked: what it is, under a name made safe. */
export type NewPiece = Pick<PiecesTable, 'nom' | 'type_mime' | 'contenu'>;
/** A file given back. Who may read it is for what it is attached to. */
export type Piece = Selectable<PiecesTable> & { readonly contenu: Buffer };
/** What a list says of a file. */
export type PieceHead = Pick<Piece, 'id' | 'nom' | 'type_mime' | 'taille'>;

/** Keeps a file with what it is attached to, and gives the name it is known by. */
export async function insertPiece(work: Work, { nom, type_mime, contenu }: NewPiece, now: Date): Promise<string> {
  const id = randomUUID();
  const sha256 = createHash('sha256').update(contenu).digest('hex');
  const kept = { id, sha256, type_mime, nom: storable(nom, MAX_NOM), taille: contenu.length, contenu, cree_le: now };
  await work.insertInto('pieces').values(kept).execute();
  return id;
}
