import { type Selectable, sql } from 'kysely';
import type { DelegationsTable, FinDelegation } from './tables/editeurs.ts';
import { isUuid, storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_NUMERO = 40;

export type Delegation = Selectable<DelegationsTable>;

interface Range {
  readonly offset: number;
  readonly limit: number;
}

/** A right that someone answers for, and may show to an editor. */
export interface Titre {
  readonly demande: string;
  /** Of the habilitation in force; null when none is any more. */
  readonly habilitation: string | null;
  readonly numero: string;
  readonly intitule: string;
  readonly siret: string | null;
  /** What the form says of who integrates the API; empty when it names no editor. */
  readonly integrateur: string;
  readonly copieDe: string | null;
}

const titre = sql`
  select d.id as demande, active.id as habilitation, coalesce(active.numero, asked.numero) as numero,
    coalesce(active.instantane, asked.instantane) ->> 'intitule' as intitule,
    coalesce(active.instantane, asked.instantane) ->> 'siret' as siret,
    case when coalesce(active.instantane, asked.instantane) #>> '{contenu,integrateur}' = 'editeur'
      then coalesce(coalesce(active.instantane, asked.instantane) #>> '{contenu,integrateur_precision}', '')
      else '' end as integrateur, d.copie_de as "copieDe"
  from habilitations asked join demandes d on d.id = asked.demande
    left join habilitations active on active.demande = d.id and active.etat = 'active'`;

/** What a habilitation of this person grants; nothing when it is not his. */
export async function titreDe(db: Db, compte: string, habilitation: string): Promise<Titre | undefined> {
  if (!isUuid(habilitation)) return undefined;
  const { rows } = await sql<Titre>`${titre} where asked.id = ${habilitation} and d.demandeur = ${compte}`.execute(db);
  return rows[0];
}

/** What a public number names, while it is in force, and who answers for it. */
export async function titreParNumero(
  db: Db,
  numero: string,
): Promise<(Titre & { readonly demandeur: string; readonly email: string | null }) | undefined> {
  const { rows } = await sql<Titre & { demandeur: string; email: string | null }>`
    select named.*, d.demandeur, case when c.desactive_le is null then c.email end as email
    from (${titre} where asked.numero = ${storable(numero, MAX_NUMERO)}) named
      join demandes d on d.id = named.demande join comptes c on c.id = d.demandeur
    where named.habilitation is not null`.execute(db);
  return rows[0];
}

/** A delegation as its client sees it. */
export type DelegationDeClient = Delegation & {
  readonly nom: string;
  readonly produit: string;
  readonly siret: string;
};

const ofRequest = (db: Db, demande: string) =>
  db
    .selectFrom('delegations')
    .innerJoin('editeurs', 'editeurs.id', 'delegations.editeur')
    .selectAll('delegations')
    .select(['editeurs.nom', 'editeurs.produit', 'editeurs.siret'])
    .where('demande', '=', demande);

/** What is asked or in force on a request; what is asked first. */
export async function delegationsOuvertes(db: Db, demande: string): Promise<DelegationDeClient[]> {
  return ofRequest(db, demande)
    .where('etat', 'in', ['demandee', 'accordee'])
    .orderBy('etat', 'desc')
    .orderBy('nom')
    .orderBy('delegations.id')
    .execute();
}

/** What is over on a request, the latest first. */
export async function delegationsPassees(
  db: Db,
  demande: string,
  { offset, limit }: Range,
): Promise<DelegationDeClient[]> {
  return ofRequest(db, demande)
    .where('close_le', 'is not', null)
    .orderBy('close_le', 'desc')
    .orderBy('delegations.id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function compteDelegationsPassees(db: Db, demande: string): Promise<number> {
  const { total } = await db
    .selectFrom('delegations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('demande', '=', demande)
    .where('close_le', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** One of them, whatever its state. */
export async function delegationSur(
  db: Db,
  { demande, id }: { readonly demande: string; readonly id: string },
): Promise<DelegationDeClient | undefined> {
  if (!isUuid(id)) return undefined;
  return ofRequest(db, demande).where('delegations.id', '=', id).executeTakeFirst();
}

/** The editors to whom a request was delegated, and still is or was to its end. */
export async function editeursDelegues(db: Db, demande: string): Promise<string[]> {
  const rows = await db
    .selectFrom('delegations')
    .select('editeur')
    .where('demande', '=', demande)
    .where('etat', '=', 'accordee')
    .execute();
  return rows.map(({ editeur }) => editeur);
}

/** What someone is asked for on what he answers for, since an instant; the oldest first. */
export async function demandesAttendues(
  db: Db,
  compte: string,
  since: Date,
): Promise<{ readonly habilitation: string; readonly numero: string; readonly nom: string }[]> {
  const { rows } = await sql<{ habilitation: string; numero: string; nom: string }>`
    select h.id as habilitation, h.numero, e.nom
    from delegations g join demandes d on d.id = g.demande
      join habilitations h on h.demande = d.id and h.etat = 'active' join editeurs e on e.id = g.editeur
    where d.demandeur = ${compte} and g.etat = 'demandee' and g.demandee_le > ${since}
    order by g.demandee_le, g.id limit 20`.execute(db);
  return rows;
}

/** A delegation as its editor sees it: what it is about, when it may be told. */
export type DelegationDEditeur = Delegation & {
  /** The habilitation in force. */
  readonly habilitation: string | null;
  readonly numero_actuel: string | null;
  readonly intitule: string | null;
  readonly organisation: string | null;
};

/** All that an editor has asked or been given, the latest first. */
export async function delegationsDEditeur(
  db: Db,
  editeur: string,
  { offset, limit }: Range,
): Promise<DelegationDEditeur[]> {
  const { rows } = await sql<DelegationDEditeur>`
    select g.*, h.id as habilitation, h.numero as numero_actuel,
      h.instantane ->> 'intitule' as intitule, coalesce(o.nom, h.instantane ->> 'siret') as organisation
    from delegations g
      left join habilitations h on h.demande = g.demande and h.etat = 'active' and g.etat = 'accordee'
      left join organisations o on o.siret = h.instantane ->> 'siret'
    where g.editeur = ${editeur}
    order by coalesce(g.accordee_le, g.demandee_le) desc, g.id offset ${offset} limit ${limit}`.execute(db);
  return rows;
}

/** One of them, whatever its state. */
export async function delegationDEditeur(
  db: Db,
  { editeur, id }: { readonly editeur: string; readonly id: string },
): Promise<Delegation | undefined> {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('delegations')
    .selectAll()
    .where('id', '=', id)
    .where('editeur', '=', editeur)
    .executeTakeFirst();
}

export async function compteDelegationsDEditeur(db: Db, editeur: string): Promise<number> {
  const { total } = await db
    .selectFrom('delegations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('editeur', '=', editeur)
    .executeTakeFirstOrThrow();
  return Number(total);
}

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
