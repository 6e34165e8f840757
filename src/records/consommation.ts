import { type Selectable, sql } from 'kysely';
import type { EchecsDeJetonsTable, MotifBannissement } from './tables/calls.ts';
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
export type Echec = Selectable<EchecsDeJetonsTable>;

/** What was refused (429) to a token from one address in one minute. */
export interface RefusDeMinute {
  readonly jti: string;
  readonly adresse: string;
  readonly minute: Date;
  readonly nombre: number;
}

/** A token that calls from an address that is banned. */
export interface JetonBanni {
  readonly jti: string;
  readonly adresse: string;
  readonly motif: MotifBannissement;
  readonly debut: Date;
  readonly fin: Date;
}

/** What failed (5xx) at one endpoint with some tokens, since the beginning of a period and of its last part. */
export interface Panne {
  readonly endpoint: string;
  readonly statuts: readonly number[];
  readonly nombre: number;
  readonly recents: number;
  readonly premiere: Date;
  readonly derniere: Date;
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

interface Range {
  readonly offset: number;
  readonly limit: number;
}

const refused = (db: Db, jtis: readonly string[], from: Date) =>
  db
    .selectFrom('echecs_de_jetons')
    .where('jti', 'in', [...jtis])
    .where('minute', '>=', from)
    .where('statut', '=', 429);

/** What was refused to these tokens from an instant on, minute by minute, the latest first. */
export async function refusDeJetons(db: Db, jtis: readonly string[], from: Date, range: Range): Promise<Echec[]> {
  if (jtis.length === 0) return [];
  return refused(db, jtis, from)
    .select(['jti', 'minute', 'endpoint', 'adresse', 'statut', sql<number>`nombre::float8`.as('nombre')])
    .orderBy('minute', 'desc')
    .orderBy('endpoint')
    .orderBy('adresse')
    .orderBy('jti')
    .offset(range.offset)
    .limit(range.limit)
    .execute();
}

/** How many calls were refused to these tokens from an instant on, in how many lines of `refusDeJetons`. */
export async function compteRefus(
  db: Db,
  jtis: readonly string[],
  from: Date,
): Promise<{ readonly lignes: number; readonly refus: number }> {
  if (jtis.length === 0) return { lignes: 0, refus: 0 };
  const { lignes, refus } = await refused(db, jtis, from)
    .select(({ fn }) => [fn.countAll().as('lignes'), fn.sum('nombre').as('refus')])
    .executeTakeFirstOrThrow();
  return { lignes: Number(lignes), refus: Number(refus ?? 0) };
}

/** What was refused to these tokens from one address between two instants, minute by minute. */
export async function refusDeLAdresse(
  db: Db,
  { jtis, adresse, from, to }: CallsAsked,
): Promise<readonly RefusDeMinute[]> {
  const { rows } = await sql<RefusDeMinute>`
    select jti, adresse, minute, sum(nombre)::float8 as nombre from echecs_de_jetons
    where jti = any(${uuids(jtis)}) and adresse = ${adresse} and statut = 429 and minute >= ${from} and minute <= ${to}
    group by 1, 2, 3 order by minute, jti`.execute(db);
  return rows;
}

/** What was refused by minute from an instant on, of tokens refused at least so often from one address. */
export async function refusRepetes(db: Db, from: Date, atLeast: number): Promise<RefusDeMinute[]> {
  const { rows } = await sql<RefusDeMinute>`
    select jti, adresse, minute, nombre::float8 as nombre from (
      select jti, adresse, minute, sum(nombre) as nombre, sum(sum(nombre)) over (partition by jti, adresse) as total
      from echecs_de_jetons where minute >= ${from} and statut = 429 group by 1, 2, 3) as refus
    where total >= ${atLeast} order by jti, adresse, minute`.execute(db);
  return rows;
}

/** What failed with these tokens from an instant on, by endpoint, and how much of it since a later one. */
export async function pannesDeJetons(
  db: Db,
  jtis: readonly string[],
  { from, recently }: { readonly from: Date; readonly recently: Date },
): Promise<Panne[]> {
  const { rows } = await sql<Panne>`
    select endpoint, array_agg(distinct statut order by statut)::int[] as statuts, sum(nombre)::float8 as nombre,
      coalesce(sum(nombre) filter (where minute >= ${recently}), 0)::float8 as recents,
      min(minute) as premiere, max(minute) as derniere
    from echecs_de_jetons where jti = any(${uuids(jtis)}) and minute >= ${from} and statut >= 500
    group by 1 order by recents desc, nombre desc, endpoint`.execute(db);
  return rows;
}

/** The tokens that called, the day of a ban in force or the day before, from the address it bans. */
export async function jetonsBannis(db: Db, now: Date): Promise<JetonBanni[]> {
  const { rows } = await sql<JetonBanni>`
    select distinct jti, bans.adresse, motif, debut, fin
    from bannissements as bans
      join adresses_de_jetons as vues on vues.adresse = bans.adresse
        and vues.jour between (debut at time zone 'Europe/Paris')::date - 1 and (debut at time zone 'Europe/Paris')::date
    where debut <= ${now} and fin > ${now} order by debut, bans.adresse, jti`.execute(db);
  return rows;
}

interface CallsAsked {
  readonly jtis: readonly string[];
  readonly adresse: string;
  readonly from: Date;
  readonly to: Date;
}

/** The calls of these tokens from an address between two instants: few instants, read in the traces. */
export async function appelsEntre(db: Db, { jtis, adresse, from, to }: CallsAsked): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::float8 as nombre from traces
    where recu_le >= ${from} and recu_le <= ${to} and adresse = ${adresse} and jti = any(${uuids(jtis)})`.execute(db);
  return rows[0]?.nombre ?? 0;
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
