import { type Selectable, sql } from 'kysely';
import type { DelegationsTable, FinDelegation } from './tables/editeurs.ts';
import { isUuid, storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_NUMERO = 40;

export type Delegation = Selectable<DelegationsTable>;

/** How many times an editor has asked since an instant. */
export async function compteDemandees(db: Db, editeur: string, since: Date): Promise<number> {
  const { total } = await db
    .selectFrom('delegations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('editeur', '=', editeur)
    .where('demandee_le', '>', since)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** The last time since an instant that an editor asked for a number, or for a request. */
export async function derniereDemandee(
  db: Db,
  editeur: string,
  about: { readonly numero: string } | { readonly demande: string },
  since: Date,
): Promise<Date | null> {
  const asked = db
    .selectFrom('delegations')
    .select(({ fn }) => fn.max('demandee_le').as('derniere'))
    .where('editeur', '=', editeur)
    .where('demandee_le', '>', since);
  const { derniere } = await ('numero' in about
    ? asked.where('numero', '=', storable(about.numero, MAX_NUMERO))
    : asked.where('demande', '=', about.demande)
  ).executeTakeFirstOrThrow();
  return derniere;
}

/** Keeps what is asked. */
export async function insertDemandee(
  work: Work,
  asked: Pick<Delegation, 'id' | 'editeur' | 'demande' | 'numero'> & { readonly par: string },
  at: Date,
): Promise<void> {
  const { par, numero, ...rest } = asked;
  await work
    .insertInto('delegations')
    .values({
      ...rest,
      numero: storable(numero, MAX_NUMERO),
      etat: 'demandee',
      demandee_le: at,
      demandee_par: par,
      accordee_le: null,
      close_le: null,
      fin: null,
    })
    .execute();
}

/** Grants it, whether it was asked or not; false when it is in force already. */
export async function accorderDelegation(
  work: Work,
  granted: Pick<Delegation, 'id' | 'editeur' | 'numero'> & { readonly demande: string },
  at: Date,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into delegations (id, editeur, demande, numero, etat, accordee_le)
    values (${granted.id}, ${granted.editeur}, ${granted.demande}, ${granted.numero}, 'accordee', ${at})
    on conflict (editeur, demande) where etat in ('demandee', 'accordee')
    do update set etat = 'accordee', accordee_le = excluded.accordee_le where delegations.etat = 'demandee'`.execute(
    work,
  );
  return numAffectedRows > 0n;
}

/** Answers what was asked since an instant; nothing when it is answered, or over. */
export async function repondreDelegation(
  work: Work,
  { id, demande }: { readonly id: string; readonly demande: string },
  { accepte, since, at }: { readonly accepte: boolean; readonly since: Date; readonly at: Date },
): Promise<Delegation | undefined> {
  if (!isUuid(id)) return undefined;
  return work
    .updateTable('delegations')
    .set(accepte ? { etat: 'accordee', accordee_le: at } : { etat: 'declinee', close_le: at })
    .where('id', '=', id)
    .where('demande', '=', demande)
    .where('etat', '=', 'demandee')
    .where('demandee_le', '>', since)
    .returningAll()
    .executeTakeFirst();
}

/** Ends what is in force, by its client or by its editor; false when it is not any more, or is someone else's. */
export async function finirDelegation(
  work: Work,
  of: { readonly id: string } & ({ readonly demande: string } | { readonly editeur: string }),
  at: Date,
): Promise<boolean> {
  if (!isUuid(of.id)) return false;
  const ended = work
    .updateTable('delegations')
    .set({ etat: 'terminee', close_le: at, fin: 'demande' in of ? 'client' : 'editeur' })
    .where('id', '=', of.id)
    .where('etat', '=', 'accordee');
  const { numUpdatedRows } = await ('demande' in of
    ? ended.where('demande', '=', of.demande)
    : ended.where('editeur', '=', of.editeur)
  ).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ends all that an editor has or asks, with it. */
export async function finirDelegationsDEditeur(work: Work, editeur: string, at: Date): Promise<void> {
  await ended(work, 'fermeture', at, sql`editeur = ${editeur}`);
}

/** Ends what has nothing to show any more, and what nobody has answered since an instant. Gives how many. */
export async function finirDelegationsSansObjet(db: Db, askedBefore: Date, at: Date): Promise<number> {
  const withoutRight = sql`etat = 'accordee' and not exists (
    select 1 from habilitations h where h.demande = delegations.demande and h.etat = 'active')`;
  const withoutAnswer = sql`etat = 'demandee' and demandee_le <= ${askedBefore}`;
  return (await ended(db, 'habilitation', at, withoutRight)) + (await ended(db, 'delai', at, withoutAnswer));
}

/** The same about one request and one editor, before he asks again. */
export async function finirDemandeeSansReponse(
  work: Work,
  { editeur, demande }: { readonly editeur: string; readonly demande: string },
  askedBefore: Date,
  at: Date,
): Promise<void> {
  const unanswered = sql`editeur = ${editeur} and demande = ${demande} and etat = 'demandee'
    and demandee_le <= ${askedBefore}`;
  await ended(work, 'delai', at, unanswered);
}

async function ended(db: Db, fin: FinDelegation, at: Date, which: ReturnType<typeof sql>): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update delegations set etat = 'terminee', close_le = ${at}, fin = ${fin}
    where etat in ('demandee', 'accordee') and ${which}`.execute(db);
  return Number(numAffectedRows);
}

/** Forgets what ended before an instant. */
export async function dropDelegationsBefore(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('delegations').where('close_le', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
