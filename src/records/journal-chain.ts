import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { JournalAdministrationTable } from './tables/accounts.ts';
import type { Db, Work } from './work.ts';

type ActeAdministration = Selectable<JournalAdministrationTable>;

/** What the print of an act is made from: all that it says, and the print of the one before. */
type ActeLie = Omit<ActeAdministration, 'rang' | 'empreinte'>;

/** A SHA-256, in hexadecimal, of the act and of the print of the one before. */
export function printOf({ precedente, id, le, auteur, acte, cible, raison, detail }: ActeLie): string {
  const said = [precedente, id, le.toISOString(), auteur, acte, cible, raison, inOrder(detail)];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** A JSON column gives its keys back in an order of its own. */
function inOrder(detail: ActeAdministration['detail']): readonly [string, unknown][] {
  return Object.entries(Object(detail)).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The print that the next act follows. Nobody else adds one until the transaction ends: the chain has no fork. */
export async function lastPrint(work: Work): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('journal_administration'))`.execute(work);
  const last = await work
    .selectFrom('journal_administration')
    .select('empreinte')
    .orderBy('rang', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.empreinte ?? '';
}

const PAGE = 500;

/** Every act, the oldest first. */
export async function* actesInOrder(db: Db): AsyncGenerator<ActeAdministration> {
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('journal_administration')
      .selectAll()
      .where('rang', '>', after)
      .orderBy('rang')
      .limit(PAGE)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.rang;
  }
}

/** What a chain is worth: whole, or broken at an act. */
type ChainReport =
  | { readonly whole: true; readonly actes: number; readonly unlinked: number; readonly last: string }
  | { readonly whole: false; readonly at: ActeAdministration; readonly why: 'changed' | 'cut' };

/**
 * Follows the chain from its first act, whose predecessors may have reached the end of their life. `seen` is called with each
 * print: whoever has kept one elsewhere can tell whether the end of the journal was taken out.
 */
export async function followChain(
  actes: AsyncIterable<ActeAdministration> | Iterable<ActeAdministration>,
  seen: (print: string) => void = () => undefined,
): Promise<ChainReport> {
  let before: string | null = null;
  let count = 0;
  let unlinked = 0;
  for await (const acte of actes) {
    if (acte.empreinte === '' && before === null) {
      unlinked += 1;
      continue;
    }
    if (printOf(acte) !== acte.empreinte) return { whole: false, at: acte, why: 'changed' };
    if (before !== null && acte.precedente !== before) return { whole: false, at: acte, why: 'cut' };
    before = acte.empreinte;
    seen(before);
    count += 1;
  }
  return { whole: true, actes: count, unlinked, last: before ?? '' };
}
