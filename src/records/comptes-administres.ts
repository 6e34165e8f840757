import { type ExpressionBuilder, sql } from 'kysely';
import type { AccountRole } from '../core/account-roles.ts';
import { type Compte, columns } from './comptes.ts';
import type { Schema } from './schema.ts';
import { containing } from './text.ts';
import type { Db, Work } from './work.ts';

export interface ComptesAsked {
  /** Each is in the e-mail or the name. */
  readonly words: readonly string[];
  readonly role: AccountRole | null;
  readonly etat: 'actif' | 'desactive' | 'non_verifie' | null;
}

/** The accounts that match, oldest first. */
export function searchComptes(
  db: Db,
  asked: ComptesAsked,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Compte[]> {
  return db
    .selectFrom('comptes')
    .select(columns)
    .where(matches(asked))
    .orderBy('cree_le')
    .orderBy('email')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countFound(db: Db, asked: ComptesAsked): Promise<number> {
  const { total } = await db
    .selectFrom('comptes')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(matches(asked))
    .executeTakeFirstOrThrow();
  return Number(total);
}

function matches({ words, role, etat }: ComptesAsked) {
  return (row: ExpressionBuilder<Schema, 'comptes'>) =>
    row.and([
      row('efface_le', 'is', null),
      ...words.map((word) => {
        const part = containing(word);
        return row.or([row('email', 'ilike', part), row('nom', 'ilike', part), row('prenom', 'ilike', part)]);
      }),
      ...(role === null ? [] : [row(row.val(role), '=', row.fn.any('roles'))]),
      ...(etat === null ? [] : [inState(row, etat)]),
    ]);
}

function inState(row: ExpressionBuilder<Schema, 'comptes'>, etat: 'actif' | 'desactive' | 'non_verifie') {
  if (etat === 'desactive') return row('desactive_le', 'is not', null);
  const active = row('desactive_le', 'is', null);
  return row.and([active, row('verifie_le', etat === 'actif' ? 'is not' : 'is', null)]);
}

/** How many administrators may log in; none changes until the transaction ends, so that two cannot remove each other. */
export async function holdAdministrators(work: Work): Promise<number> {
  const rows = await work
    .selectFrom('comptes')
    .select('id')
    .where((row) => row(row.val<AccountRole>('administrateur'), '=', row.fn.any('roles')))
    .where('desactive_le', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.length;
}

/** False when its roles are no longer those that were seen. */
export async function changeRoles(
  work: Work,
  id: string,
  { before, after }: { readonly before: readonly AccountRole[]; readonly after: readonly AccountRole[] },
): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('comptes')
    .set({ roles: [...after] })
    .where('id', '=', id)
    .where('roles', '=', sql<AccountRole[]>`${[...before]}::text[]`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
