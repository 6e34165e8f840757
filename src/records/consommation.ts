import { sql } from 'kysely';
import type { Db } from './work.ts';

/** An address that a token calls from, and how much since an instant. */
export interface AdresseVue {
  readonly jti: string;
  readonly adresse: string;
  readonly appels: number;
  readonly refus_429: number;
  readonly premier_le: Date;
  readonly dernier_le: Date;
}

/** Calls of a token, in one minute, that ended with one status (429 or 5xx). */
export interface Echec {
  readonly jti: string;
  readonly minute: Date;
  readonly endpoint: string;
  readonly adresse: string;
  readonly statut: number;
  readonly nombre: number;
}

/** What was refused to a token from one address. */
export interface RefusRepetes {
  readonly jti: string;
  readonly adresse: string;
  readonly nombre: number;
  readonly derniere_minute: Date;
}

const DAY_MS = 86_400_000;
/** Long enough to be told of; traces themselves are kept longer. */
const ADRESSES_KEPT_MS = 90 * DAY_MS;
const ECHECS_KEPT_MS = 31 * DAY_MS;

const uuids = (jtis: readonly string[]) => sql`${sql.val([...jtis])}::uuid[]`;

/** The addresses that called with these tokens since a day, the last seen first. */
export async function adressesVues(db: Db, jtis: readonly string[], since: Date): Promise<AdresseVue[]> {
  const { rows } = await sql<AdresseVue>`
    select jti, adresse, sum(appels)::float8 as appels, sum(refus_429)::float8 as refus_429,
      min(premier_le) as premier_le, max(dernier_le) as dernier_le
    from adresses_de_jetons
    where jti = any(${uuids(jtis)}) and jour >= (${since}::timestamptz at time zone 'Europe/Paris')::date
    group by 1, 2 order by dernier_le desc, adresse, jti`.execute(db);
  return rows;
}

/** What was refused or failed with these tokens from an instant on, minute by minute, the latest first. */
export async function echecsDeJetons(
  db: Db,
  jtis: readonly string[],
  { from, statuts, limit }: { from: Date; statuts: readonly [number, number]; limit: number },
): Promise<Echec[]> {
  const [lowest, highest] = statuts;
  const { rows } = await sql<Echec>`
    select jti, minute, endpoint, adresse, statut, nombre::float8 as nombre
    from echecs_de_jetons
    where jti = any(${uuids(jtis)}) and minute >= ${from} and statut between ${lowest} and ${highest}
    order by minute desc, nombre desc, endpoint, adresse, jti limit ${limit}`.execute(db);
  return rows;
}

/** Tokens that were refused more than so many times since an instant, from one address, whoever holds them. */
export async function refusRepetes(db: Db, from: Date, atLeast: number): Promise<RefusRepetes[]> {
  const { rows } = await sql<RefusRepetes>`
    select jti, adresse, sum(nombre)::float8 as nombre, max(minute) as derniere_minute
    from echecs_de_jetons where minute >= ${from} and statut = 429
    group by 1, 2 having sum(nombre) >= ${atLeast} order by 1, 2`.execute(db);
  return rows;
}

/** The calls of these tokens from an address between two instants: few instants, read in the traces. */
export async function appelsEntre(
  db: Db,
  { jtis, adresse, from, to }: { jtis: readonly string[]; adresse: string; from: Date; to: Date },
): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::float8 as nombre from traces
    where recu_le >= ${from} and recu_le <= ${to} and adresse = ${adresse} and jti = any(${uuids(jtis)})`.execute(db);
  return rows[0]?.nombre ?? 0;
}

/** Tokens that an address called with since a day. */
export async function jetonsDeLAdresse(db: Db, adresse: string, since: Date): Promise<string[]> {
  const { rows } = await sql<{ jti: string }>`
    select distinct jti from adresses_de_jetons
    where adresse = ${adresse} and jour >= (${since}::timestamptz at time zone 'Europe/Paris')::date
    order by jti`.execute(db);
  return rows.map(({ jti }) => jti);
}

/** Forgets what no page tells any more. */
export async function dropOldConsommation(db: Db, now: Date): Promise<void> {
  const day = new Date(now.getTime() - ADRESSES_KEPT_MS);
  await sql`delete from adresses_de_jetons where jour < (${day}::timestamptz at time zone 'Europe/Paris')::date`.execute(
    db,
  );
  await db
    .deleteFrom('echecs_de_jetons')
    .where('minute', '<', new Date(now.getTime() - ECHECS_KEPT_MS))
    .execute();
}
