import { sql } from 'kysely';
import type { ListeDiffusion } from './tables/letters.ts';
import type { Db } from './work.ts';

/** What is kept of an address: enough to know it again, not to write to it. */
const printOf = (email: string) => sql<string>`encode(sha256(convert_to(${email}, 'UTF8')), 'hex')`;

/** This address has left these lists: no role brings it back. */
export async function keepDesinscriptions(
  work: Db,
  email: string,
  { listes, now }: { readonly listes: readonly ListeDiffusion[]; readonly now: Date },
): Promise<void> {
  if (listes.length === 0) return;
  await work
    .insertInto('desinscriptions')
    .values(listes.map((liste) => ({ empreinte: printOf(email), liste, le: now })))
    .onConflict((conflict) => conflict.columns(['empreinte', 'liste']).doUpdateSet({ le: now }))
    .execute();
}

/** Whoever reads its mails has asked for these lists again. */
export async function forgetDesinscriptions(work: Db, email: string, listes: readonly ListeDiffusion[]): Promise<void> {
  if (listes.length === 0) return;
  await work
    .deleteFrom('desinscriptions')
    .where('empreinte', '=', printOf(email))
    .where('liste', 'in', [...listes])
    .execute();
}

/** The lists that this address has left. */
export async function desinscriptionsOf(db: Db, email: string): Promise<ListeDiffusion[]> {
  const rows = await db.selectFrom('desinscriptions').select('liste').where('empreinte', '=', printOf(email)).execute();
  return rows.map(({ liste }) => liste);
}
