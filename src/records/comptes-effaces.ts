import { sql } from 'kysely';
import { type Db, together, type Work } from './work.ts';

/** Why an account cannot be erased now. */
export type Obstacle = 'habilitation' | 'demande' | 'administrateur';

/** Who could be told, or erased: an account that is nobody's already is not. */
interface Inutilise {
  readonly id: string;
  readonly email: string;
}

const seen = sql`coalesce(comptes.vu_le, comptes.cree_le)`;

/** A right in force: granted now, or whose token has not ended. */
const holding = (now: Date) => sql`exists (
  select 1 from habilitations join demandes on demandes.id = habilitations.demande
    left join jetons on jetons.habilitation = habilitations.id
  where demandes.demandeur = comptes.id and (habilitations.etat = 'active'
    or least(jetons.expire_le, jetons.revoque_le, jetons.banni_le) > ${now}))`;

const asking = sql`exists (select 1 from demandes where demandes.demandeur = comptes.id
  and demandes.premier_envoi_le is not null and demandes.etat in ('brouillon', 'envoyee', 'a_modifier'))`;

const last = sql`('administrateur' = any(comptes.roles) and comptes.desactive_le is null and not exists (
  select 1 from comptes other where other.id <> comptes.id and other.desactive_le is null
    and 'administrateur' = any(other.roles)))`;

/** Nobody has logged in since then, and nothing keeps the account: its holder is to be told. */
export async function comptesAPrevenir(db: Db, seenBefore: Date, now: Date, limit: number): Promise<Inutilise[]> {
  const { rows } = await sql<Inutilise>`
    select id, email from comptes
    where efface_le is null and desactive_le is null and prevenu_le is null and ${seen} < ${seenBefore}
      and not ${holding(now)} and not ${asking} and not ${last}
    order by ${seen} limit ${limit}`.execute(db);
  return rows;
}

/** False when its holder has come back, or was told, meanwhile. */
export async function markPrevenu(work: Work, id: string, seenBefore: Date, at: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update comptes set prevenu_le = ${at}
    where id = ${id} and efface_le is null and prevenu_le is null and ${seen} < ${seenBefore}`.execute(work);
  return numAffectedRows > 0n;
}

export interface Echeances {
  readonly seenBefore: Date;
  /** Those told after then have some days left. */
  readonly toldBefore: Date;
}

/** Whose time is over: told long enough ago, or unable to come back since the account was deactivated. */
export async function comptesAEffacer(db: Db, ends: Echeances, now: Date, limit: number): Promise<Inutilise[]> {
  const { rows } = await sql<Inutilise>`
    select id, email from comptes
    where ${ended(ends)} and not ${holding(now)} and not ${asking} and not ${last}
    order by ${seen} limit ${limit}`.execute(db);
  return rows;
}

const ended = ({ seenBefore, toldBefore }: Echeances) => sql`(efface_le is null and ${seen} < ${seenBefore}
  and (desactive_le is not null or prevenu_le <= ${toldBefore}))`;

/** Holds an account until the end of the transaction; false when its time is not over any more. */
export async function holdEnded(work: Work, id: string, ends: Echeances): Promise<boolean> {
  const { rows } = await sql`select 1 from comptes where id = ${id} and ${ended(ends)} for update`.execute(work);
  return rows.length > 0;
}

/** What keeps this account from being erased; null when nothing does. */
export async function obstacleA(db: Db, id: string, now: Date): Promise<Obstacle | null> {
  const { rows } = await sql<Record<Obstacle, boolean>>`
    select ${holding(now)} as habilitation, ${asking} as demande, ${last} as administrateur
    from comptes where id = ${id}`.execute(db);
  const [found] = rows;
  const obstacles = ['habilitation', 'demande', 'administrateur'] as const;
  return obstacles.find((obstacle) => found?.[obstacle]) ?? null;
}

const NOBODY = 'Compte effacé';

/**
 * Erases who an account was, in place: what was done under it keeps its history. What opened it is gone, its reports that are
 * resolved name nobody, those that are not are answered by mail until they are.
 */
export async function eraseCompte(work: Work, { id, email }: Inutilise, at: Date): Promise<void> {
  for (const table of ['sessions', 'connexions_entrouvertes', 'liens_compte', 'seconds_facteurs', 'identites_oidc'])
    await sql`delete from ${sql.table(table)} where compte = ${id}`.execute(work);
  for (const table of [
    'rattachements',
    'preferences_instruction',
    'editeur_comptes',
    'prolongations',
    'calendriers_de_jetons',
  ])
    await sql`delete from ${sql.table(table)} where compte = ${id}`.execute(work);
  await sql`update delegations set demandee_par = null where demandee_par = ${id}`.execute(work);
  await sql`update avis_de_jetons set destinataires = array_remove(destinataires, ${email})
    where ${email} = any(destinataires)`.execute(work);
  await sql`delete from invitations where invite_par = ${id} or email = ${email}`.execute(work);
  await sql`delete from agents_habilites where email = ${email}`.execute(work);
  // Put there by his role alone: what he asked for himself, he leaves himself.
  await sql`delete from abonnes_lettres where email = ${email} and confirme_le is null`.execute(work);
  await eraseTickets(work, id, at);
  for (const table of ['demande_evenements', 'demande_messages', 'justifications', 'justification_messages'])
    await sql`update ${sql.table(table)} set auteur_nom = ${NOBODY} where auteur = ${id}`.execute(work);
  await sql`
    update comptes set email = ${`compte-efface-${id}`}, nom = ${NOBODY}, prenom = '', telephone = '', fonction = '',
      mot_de_passe = null, desactive_le = coalesce(desactive_le, ${at}), vu_le = null, prevenu_le = null, efface_le = ${at}
    where id = ${id}`.execute(work);
}

async function eraseTickets(work: Work, compte: string, at: Date): Promise<void> {
  const resolved = sql`select numero from tickets where compte = ${compte} and etat = 'resolu'`;
  await sql`delete from pieces using ticket_pieces
    where ticket_pieces.piece = pieces.id and ticket_pieces.ticket in (${resolved})`.execute(work);
  await sql`delete from ticket_cles where ticket in (${resolved})`.execute(work);
  await sql`
    update tickets set email = '', nom = '', compte = null, efface_le = coalesce(efface_le, ${at}), version = version + 1
    where compte = ${compte} and etat = 'resolu'`.execute(work);
  await sql`update tickets set compte = null where compte = ${compte}`.execute(work);
}

/** Each in its transaction, one after the other: how many were done. */
export async function eachTogether<T>(
  db: Db,
  items: readonly T[],
  write: (work: Work, item: T) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  for (const item of items) if (await together(db, (work) => write(work, item))) done++;
  return done;
}
