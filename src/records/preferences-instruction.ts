import { type Selectable, sql } from 'kysely';
import type { PreferencesInstructionTable } from './tables/demandes.ts';
import type { Db } from './work.ts';

export type SujetInstruction = 'envois' | 'messages';
/** What someone is written to about. */
export type PreferencesInstruction = Pick<Selectable<PreferencesInstructionTable>, SujetInstruction>;

/** Who has chosen nothing hears of what is sent; who decides hears of messages too. */
const chosen: Readonly<Record<SujetInstruction, ReturnType<typeof sql<boolean>>>> = {
  envois: sql<boolean>`coalesce(preferences_instruction.envois, true)`,
  messages: sql<boolean>`coalesce(preferences_instruction.messages, 'instructeur' = any(comptes.roles))`,
};

const people = (db: Db) =>
  db
    .selectFrom('comptes')
    .leftJoin('preferences_instruction', 'preferences_instruction.compte', 'comptes.id')
    .where('comptes.desactive_le', 'is', null)
    .where(sql<boolean>`comptes.roles && array['instructeur', 'rapporteur']::text[]`);

/** The e-mails of those who read requests and want to hear of this. */
export async function instructeursPrevenus(db: Db, sujet: SujetInstruction, except: string): Promise<string[]> {
  const rows = await people(db)
    .select('comptes.email')
    .where(chosen[sujet])
    .where('comptes.id', '<>', except)
    .orderBy('comptes.email')
    .execute();
  return rows.map(({ email }) => email);
}

export async function preferencesInstructionDe(db: Db, compte: string): Promise<PreferencesInstruction | undefined> {
  return people(db)
    .select([chosen.envois.as('envois'), chosen.messages.as('messages')])
    .where('comptes.id', '=', compte)
    .executeTakeFirst();
}

export async function keepPreferencesInstruction(
  db: Db,
  compte: string,
  { envois, messages }: PreferencesInstruction,
): Promise<void> {
  await db
    .insertInto('preferences_instruction')
    .values({ compte, envois, messages })
    .onConflict((conflict) => conflict.column('compte').doUpdateSet({ envois, messages }))
    .execute();
}
