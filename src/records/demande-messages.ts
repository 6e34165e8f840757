import type { Selectable } from 'kysely';
import type { CoteMessage, DemandeMessagesTable } from './tables/demandes.ts';
import { storable } from './text.ts';
import { type Db, holdNames, type Work } from './work.ts';

const MAX_NOM = 200;
const MAX_CORPS = 20_000;

export type DemandeMessage = Selectable<DemandeMessagesTable>;

export interface NewDemandeMessage {
  readonly demande: string;
  readonly auteur: string;
  readonly auteurNom: string;
  readonly cote: CoteMessage;
  readonly corps: string;
  readonly champ: string | null;
  readonly le: Date;
}

export async function insertDemandeMessage(
  work: Work,
  { auteurNom, corps, ...message }: NewDemandeMessage,
): Promise<void> {
  await work
    .insertInto('demande_messages')
    .values({ ...message, auteur_nom: storable(auteurNom, MAX_NOM), corps: storable(corps, MAX_CORPS) })
    .execute();
}

/** How many someone has written since, whatever the request. Nobody counts the same until the transaction ends. */
export async function countMessagesDe(work: Work, auteur: string, since: Date): Promise<number> {
  await holdNames(work, [`demande_messages ${auteur}`]);
  const { count } = await work
    .selectFrom('demande_messages')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('auteur', '=', auteur)
    .where('le', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The conversation about a request, the oldest first. */
export async function demandeMessages(db: Db, demande: string): Promise<DemandeMessage[]> {
  return db.selectFrom('demande_messages').selectAll().where('demande', '=', demande).orderBy('id').execute();
}

/** What this side has written has been read by the other one. */
export async function markRead(db: Db, demande: string, cote: CoteMessage, at: Date): Promise<void> {
  await db
    .updateTable('demande_messages')
    .set({ lu_le: at })
    .where('demande', '=', demande)
    .where('cote', '=', cote)
    .where('lu_le', 'is', null)
    .execute();
}
