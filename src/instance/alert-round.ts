import type { Kysely } from 'kysely';
import { parisMidnight } from '../core/dates/paris-midnight.ts';
import type { Endpoint } from '../core/endpoint.ts';
import {
  type Alerte,
  alertesSince,
  closeAlerte,
  insertBilan,
  lastBilan,
  liveAlertes,
  lockAlertes,
  openAlerte,
  settleAlertes,
  touchAlerte,
} from '../records/alertes.ts';
import { countsByDay } from '../records/appels-cumules.ts';
import { countBannissements } from '../records/bannissements.ts';
import type { Schema } from '../records/schema.ts';
import { recentSondes, type Sonde, sondesParJour } from '../records/sondes.ts';
import type { AlertInput, AlertKind } from '../watch/alerts/alert-kind.ts';
import { type Digest, dayBefore, digest, digestDay } from '../watch/alerts/digest.ts';
import { type AlertMessage, messageOf } from '../watch/alerts/message.ts';
import { type Changes, reconcile } from '../watch/alerts/reconcile.ts';
import { tellings } from '../watch/alerts/telling.ts';
import { availability } from '../watch/availability.ts';

const HOUR_MS = 3_600_000;
/** What a state is confirmed on. */
const LAST_PROBES = 3;

export interface RoundOptions {
  readonly db: Kysely<Schema>;
  /** Kinds that this node can judge, and those that it tells. */
  readonly judged: readonly AlertKind[];
  readonly told: readonly AlertKind[];
  readonly endpoints: readonly Endpoint[];
  readonly publicUrl: string;
  /** Null: the digest is another node's. */
  readonly digestMode: 'utile' | 'toujours' | 'non' | null;
  /** Has a message leave, in the transaction that says it is told. */
  readonly tell: (transaction: Kysely<Schema>, message: AlertMessage, now: Date) => Promise<void>;
}

/** What this process knows beside the database. */
export type OwnView = Pick<AlertInput, 'now' | 'awakeSince' | 'node' | 'expiries'>;

export interface Round {
  readonly told: readonly AlertMessage[];
  /** Alerts that are not over; null when another node has this round. */
  readonly open: number | null;
}

/**
 * Judges what is, keeps what changed, tells what is ripe: all in one transaction, by one node at a time. A failure on the way
 * leaves everything as it was, to be judged and told by the next round.
 */
export function alertRound(options: RoundOptions, own: OwnView): Promise<Round> {
  const { judged, publicUrl, tell } = options;
  const { now } = own;
  return options.db.transaction().execute(async (transaction) => {
    if (!(await lockAlertes(transaction))) return { told: [], open: null };
    const before = await liveAlertes(transaction);
    const changes = reconcile(judged, await inputOf(transaction, options, own, before));
    const live = await keep(transaction, judged, changes, now, before);
    const told: AlertMessage[] = [];
    for (const telling of tellings(options.told, live, now)) {
      await settleAlertes(transaction, telling, now);
      if (!telling.silent) told.push(messageOf(telling, { publicUrl }));
    }
    const morning = await digestOf(transaction, options, own, live);
    if (morning !== null) told.push(morning);
    for (const message of told) await tell(transaction, message, now);
    return { told, open: live.filter(({ close_le }) => close_le === null).length };
  });
}

async function inputOf(
  db: Kysely<Schema>,
  { endpoints }: RoundOptions,
  own: OwnView,
  live: readonly Alerte[],
): Promise<AlertInput> {
  const hourAgo = new Date(own.now.getTime() - HOUR_MS);
  const names = endpoints.map(({ name }) => name);
  const probes = new Map<string, Sonde[]>(names.map((name) => [name, []]));
  for (const sonde of await recentSondes(db, names, { from: hourAgo, atLeast: LAST_PROBES }))
    probes.get(sonde.endpoint)?.push(sonde);
  return {
    ...own,
    endpoints,
    probes,
    bansLastHour: await countBannissements(db, hourAgo, own.now),
    open: live.filter(({ close_le }) => close_le === null),
  };
}

async function keep(
  db: Kysely<Schema>,
  kinds: readonly AlertKind[],
  { opens, closes, seen }: Changes,
  now: Date,
  before: readonly Alerte[],
): Promise<readonly Alerte[]> {
  for (const { id, silent } of closes) await closeAlerte(db, id, now, silent);
  for (const alerte of opens) {
    await openAlerte(db, alerte, { once: kinds.some(({ genre, once }) => genre === alerte.genre && once === true) });
  }
  for (const { id, texte } of seen) await touchAlerte(db, id, texte, now);
  return opens.length + closes.length + seen.length === 0 ? before : liveAlertes(db);
}

/** The digest of the morning, when it is due and worth a message. The first 8 o'clock before a first start is not told. */
async function digestOf(
  db: Kysely<Schema>,
  { endpoints, publicUrl, digestMode }: RoundOptions,
  { now, node }: OwnView,
  live: readonly Alerte[],
): Promise<AlertMessage | null> {
  if (digestMode === null) return null;
  const day = digestDay(now);
  const last = await lastBilan(db);
  if (last !== null && last.objet >= day) return null;
  const yesterday = dayBefore(day);
  const midnight = new Date((parisMidnight(yesterday) ?? 0) * 1000);
  const names = endpoints.map(({ name }) => name);
  const counts = (await countsByDay(db, names, midnight)).filter(({ jour }) => jour === yesterday);
  const { isQuiet, message }: Digest = digest(
    {
      day,
      open: live.filter(({ close_le }) => close_le === null),
      changed: last === null ? [] : await alertesSince(db, last.ouverte_le),
      calls: availability(counts),
      probes: (await sondesParJour(db, yesterday)).filter(({ jour }) => jour === yesterday),
      endpoints,
      segments: node?.segments ?? null,
    },
    { publicUrl },
  );
  const isWanted = digestMode === 'toujours' || (digestMode === 'utile' && !isQuiet);
  const told = last !== null && isWanted;
  const { sujet, texte } = message;
  const kept = await insertBilan(db, { day, sujet, texte, told }, now);
  return kept && told ? message : null;
}
