import { sql } from 'kysely';
import type { Db, Work } from './work.ts';

/** What those named in a form are kept under, and what stands for nobody. */
export interface Personnes {
  readonly champs: readonly string[];
  readonly personne: object;
}

/** Until when each is kept: what is older goes. */
export interface Fins {
  readonly brouillonsAvant: Date;
  readonly personnesAvant: Date;
  readonly demandesAvant: Date;
  readonly piecesAvant: Date;
}

const closed = sql`etat in ('refusee', 'revoquee', 'archivee')`;

/** When a request is over: with the last of its tokens, which may outlive it. */
const over = sql`greatest(demandes.modifiee_le, (
  select max(least(jetons.expire_le, jetons.revoque_le, jetons.banni_le)) from jetons
    join habilitations on habilitations.id = jetons.habilitation where habilitations.demande = demandes.id))`;

type Found = { readonly id: string };

/** Drafts that were never sent, put away or not, and requests over for long: nothing is left of them. */
export async function dropOldRequests(work: Work, { brouillonsAvant, demandesAvant }: Fins): Promise<number> {
  const { rows } = await sql<Found>`
    select id from demandes
    where (premier_envoi_le is null and etat in ('brouillon', 'archivee') and modifiee_le < ${brouillonsAvant})
      or (${closed} and ${over} < ${demandesAvant})
    order by id for update`.execute(work);
  return dropDemandes(work, idsOf(rows));
}

/** Who is named in requests over for some time, and their files. */
export async function eraseOldPeople(
  work: Work,
  { personnesAvant }: Fins,
  personnes: Personnes,
  at: Date,
): Promise<number> {
  const { rows } = await sql<Found>`
    select id from demandes where ${closed} and efface_le is null and ${over} < ${personnesAvant}
    order by id for update`.execute(work);
  await erasePeople(work, idsOf(rows), personnes, at);
  return rows.length;
}

/** How many drafts someone has that were never sent. Nobody else counts the same until the transaction ends. */
export async function countBrouillons(work: Work, compte: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`brouillons ${compte}`}))`.execute(work);
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from demandes
    where demandeur = ${compte} and etat = 'brouillon' and premier_envoi_le is null`.execute(work);
  return rows[0]?.nombre ?? 0;
}

/** Files that others have taken the place of. */
export async function dropReplacedPieces(db: Db, { piecesAvant }: Fins): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from pieces using demande_pieces
    where demande_pieces.piece = pieces.id and demande_pieces.remplacee_le < ${piecesAvant}`.execute(db);
  return Number(numAffectedRows);
}

/** What an account that is erased leaves of its requests: its drafts go, what is over names nobody any more. */
export async function forgetRequestsOf(work: Work, compte: string, personnes: Personnes, at: Date): Promise<void> {
  const never = await sql<Found>`
    select id from demandes where demandeur = ${compte} and premier_envoi_le is null
    order by id for update`.execute(work);
  await dropDemandes(work, idsOf(never.rows));
  const ended = await sql<Found>`
    select id from demandes where demandeur = ${compte} and efface_le is null and ${closed}
    order by id for update`.execute(work);
  await erasePeople(work, idsOf(ended.rows), personnes, at);
}

async function erasePeople(work: Work, ids: string, { champs, personne }: Personnes, at: Date): Promise<void> {
  const nobody = JSON.stringify(Object.fromEntries(champs.map((champ) => [champ, personne])));
  await dropPieces(work, ids);
  await sql`
    update demandes set efface_le = ${at}, version = version + 1, contenu = contenu || ${nobody}::jsonb,
      contenu_envoye = jsonb_set(contenu_envoye, '{contenu}', (contenu_envoye -> 'contenu') || ${nobody}::jsonb)
    where id in (${listed(ids)})`.execute(work);
  await sql`
    update habilitations
    set instantane = jsonb_set(instantane, '{contenu}', (instantane -> 'contenu') || ${nobody}::jsonb)
    where demande in (${listed(ids)})`.execute(work);
  // What was changed is told with what it was: a name would stay there.
  await sql`
    update demande_evenements set changements = (
      select coalesce(jsonb_agg(changement order by rang), '[]') from jsonb_array_elements(changements)
        with ordinality as tous (changement, rang)
      where not (changement ->> 'champ' in (select jsonb_array_elements_text(${JSON.stringify(champs)}::jsonb))))
    where demande in (${listed(ids)}) and changements <> '[]'`.execute(work);
}

async function dropDemandes(work: Work, ids: string): Promise<number> {
  await dropPieces(work, ids);
  await sql`update demandes set copie_de = null where copie_de in (${listed(ids)})`.execute(work);
  await sql`update jetons set habilitation = null where habilitation in (
    select id from habilitations where demande in (${listed(ids)}))`.execute(work);
  await sql`delete from habilitations where demande in (${listed(ids)})`.execute(work);
  const { numAffectedRows = 0n } = await sql`delete from demandes where id in (${listed(ids)})`.execute(work);
  return Number(numAffectedRows);
}

async function dropPieces(work: Work, ids: string): Promise<void> {
  await sql`delete from pieces using demande_pieces
    where demande_pieces.piece = pieces.id and demande_pieces.demande in (${listed(ids)})`.execute(work);
}

const idsOf = (rows: readonly Found[]): string => JSON.stringify(rows.map(({ id }) => id));
const listed = (ids: string) => sql`select jsonb_array_elements_text(${ids}::jsonb)::uuid`;
