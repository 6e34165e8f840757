import type { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import { type MailTransport, type OwnerName, Refused, UNWANTED, type WebhookSender } from '../core/outgoing.ts';
import type { Log } from '../platform/observability/log.ts';
import {
  type CourrielDu,
  markFailed,
  markSent,
  type Suite,
  takeDueMails,
  takeDueWebhooks,
  type WebhookDu,
} from '../records/envois-dus.ts';
import { markBounced } from '../records/rebonds.ts';
import type { Schema } from '../records/schema.ts';

/** Whom things are sent for: it keeps the secrets, and hears what became of each in the transaction that says so. */
export interface EnvoiOwner {
  /** Its own way out, when it is not that of strangers. */
  readonly sender?: WebhookSender;
  /** Whether a mail is still wanted. */
  wants(db: Kysely<Schema>, id: string): Promise<boolean>;
  /** What signs a webhook; null: it is not wanted any more. */
  secretOf(db: Kysely<Schema>, id: string): Promise<string | null>;
  delivered(db: Kysely<Schema>, id: string): Promise<void>;
  /** Refused or given up. `gone`: the other side says that it wants no more. */
  lost(db: Kysely<Schema>, id: string, how: { readonly now: Date; readonly gone: boolean }): Promise<void>;
}

interface DeliveriesOptions {
  readonly db: Kysely<Schema>;
  readonly clock: Clock;
  readonly mails: MailTransport;
  readonly webhooks: WebhookSender;
  /** By the first word of their names. */
  readonly owners: Readonly<Record<string, EnvoiOwner>>;
  /** What was sent can be read again: a sandbox shows it. */
  readonly keepsContent: boolean;
  readonly log: Log;
}

export interface Deliveries {
  /** Sends what is due; ends when nothing is, or once told to stop. */
  run(): Promise<void>;
  stop(): void;
  /** A mail that had left came back: as if it had been refused at once. Whose address it was; null when none of these is known. */
  bounced(candidates: readonly string[], reason: string): Promise<string | null>;
  /** How many were refused or given up since the start. */
  readonly lost: number;
}

const MAILS_AT_ONCE = 10;
const WEBHOOKS_AT_ONCE = 20;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** After the first failure, the second… Past the last, it is given up: twenty hours after the first try. */
const RETRY_AFTER_MS = [
  ...[MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
  ...[2 * HOUR_MS, 6 * HOUR_MS, 6 * HOUR_MS, 6 * HOUR_MS],
];

type Envoi = CourrielDu | WebhookDu;

/** Sends what was queued. Nothing is open in the database meanwhile; what became of each is kept as soon as it is known. */
export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const { db, clock, mails, webhooks, owners, keepsContent, log } = options;
  /** What happened and could not be kept: sent again, it would come twice. */
  const owed = new Set<() => Promise<void>>();
  let stopped = false;
  let lost = 0;
  const now = () => new Date(clock.now());

  async function keep(outcome: () => Promise<void>): Promise<void> {
    owed.add(outcome);
    await outcome();
    owed.delete(outcome);
  }

  async function settle(envoi: Envoi, sending: Promise<void>, ownership?: Ownership): Promise<void> {
    const failure = await sending.then(
      () => null,
      (error: unknown) => error,
    );
    const at = now();
    await keep(() =>
      db.transaction().execute(async (trx) => {
        if (failure === null) {
          await markSent(trx, envoi, { now: at, keepsContent });
          await ownership?.owner.delivered(trx, ownership.id);
          return;
        }
        const suite = suiteOf(failure, envoi.essais, at);
        const echec = failure instanceof Error ? failure.message : String(failure);
        const isOurs = await markFailed(trx, envoi, { suite, echec, now: at, keepsContent });
        if (!isOurs) return;
        if (typeof suite === 'string')
          await ownership?.owner.lost(trx, ownership.id, { now: at, gone: suite === 'refuse' });
        report(envoi, suite, echec);
      }),
    );
  }

  function report({ id, essais }: Pick<Envoi, 'id' | 'essais'>, suite: Suite, echec: string): void {
    const isOver = typeof suite === 'string';
    if (isOver) lost++;
    // An address is somebody's: it stays in the database.
    const about = { envoi: id, essais, echec: echec.replace(/[^\s<>]+@[^\s<>]+/g, '[adresse]') };
    log.warn(about, isOver ? 'envoi abandonné' : 'envoi remis à plus tard');
  }

  function ownershipOf(name: OwnerName | undefined): Ownership | undefined {
    const [sort = '', id = ''] = name?.split(/:(.*)/s) ?? [];
    const owner = owners[sort];
    return owner === undefined ? undefined : { owner, id };
  }

  async function sendMail(envoi: CourrielDu): Promise<void> {
    const { id, destination: to, cree_le: date } = envoi;
    const { owner: name, ...contenu } = envoi.contenu;
    const ownership = ownershipOf(name);
    if (ownership !== undefined && !(await ownership.owner.wants(db, ownership.id))) return settle(envoi, unwanted());
    return settle(envoi, mails.send({ ...contenu, id, to, date }), ownership);
  }

  async function sendWebhook(envoi: WebhookDu): Promise<void> {
    const { id, destination: url, cree_le, contenu } = envoi;
    const ownership = ownershipOf(contenu.signer);
    const secret = (await ownership?.owner.secretOf(db, ownership.id)) ?? null;
    if (secret === null) return settle(envoi, unwanted());
    const body = JSON.stringify({ type: contenu.event, timestamp: cree_le.toISOString(), data: contenu.data });
    const sender = ownership?.owner.sender ?? webhooks;
    return settle(envoi, sender.send({ id, url, body, secret, at: now() }), ownership);
  }

  async function drain<T>(take: () => Promise<T[]>, limit: number, send: (envoi: T) => Promise<void>): Promise<void> {
    for (let taken = limit; taken === limit && !stopped; ) {
      const due = await take();
      taken = due.length;
      await allDone(due.map(send));
    }
  }

  return {
    run: async () => {
      for (const outcome of owed) await keep(outcome);
      await allDone([
        drain(() => takeDueMails(db, now(), MAILS_AT_ONCE), MAILS_AT_ONCE, sendMail),
        drain(() => takeDueWebhooks(db, now(), WEBHOOKS_AT_ONCE), WEBHOOKS_AT_ONCE, sendWebhook),
      ]);
    },
    stop: () => {
      stopped = true;
    },
    bounced: (candidates, reason) =>
      db.transaction().execute(async (work) => {
        const bounced = await markBounced(work, candidates, { echec: reason, now: now() });
        if (bounced === undefined) return null;
        const ownership = ownershipOf(bounced.owner ?? undefined);
        await ownership?.owner.lost(work, ownership.id, { now: now(), gone: true });
        report(bounced, 'refuse', reason);
        return bounced.destination;
      }),
    get lost() {
      return lost;
    },
  };
}

interface Ownership {
  readonly owner: EnvoiOwner;
  readonly id: string;
}

const unwanted = () => Promise.reject(new Refused(UNWANTED));

function suiteOf(failure: unknown, essais: number, now: Date): Suite {
  if (failure instanceof Refused) return 'refuse';
  const wait = RETRY_AFTER_MS[essais - 1];
  return wait === undefined ? 'abandonne' : { retryAt: new Date(now.getTime() + wait) };
}

/** Waits for all, then throws the first failure: none is left running behind. */
async function allDone(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
