import { createHmac } from 'node:crypto';
import { keptSince } from '../core/conservation.ts';
import { createLetterDesk, type LetterDesk } from '../letters/desk.ts';
import type { LetterSetting } from '../letters/letter-mail.tsx';
import { createLetterSender } from '../letters/letter-sender.ts';
import { letterOwner } from '../letters/owner.ts';
import { PublishedLetters } from '../letters/published-letters.ts';
import { createLetterReader, type LetterReader } from '../letters/reader.ts';
import { createLetterSubscribers, type LetterSubscribers } from '../letters/subscriber-desk.ts';
import type { Task } from '../platform/schedule.ts';
import { dropLeftAbonnes } from '../records/abonnes-lettres.ts';
import { addressesOn } from '../subscribing/addresses.ts';
import { createPreferenceKeys } from '../subscribing/keys.ts';
import type { Admission } from './admission.ts';
import type { EnvoiOwner } from './deliveries.ts';
import { startFeed } from './feed.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import type { Opened } from './opened.ts';

/** Letters: who receives them, where they are written, what sends them, what anyone may read of them. */
export interface Letters {
  readonly subscribers: LetterSubscribers;
  readonly letterDesk: LetterDesk;
  readonly letterReader: LetterReader;
  readonly setting: LetterSetting;
  readonly published: PublishedLetters;
  readonly owner: EnvoiOwner;
  readonly upkeep: readonly Task[];
}

/** How late a letter may leave; each look gives one more step to those that leave. */
const LOOK_MS = 5_000;
const HOUR_MS = 3_600_000;

export async function openLetters(
  { config, clock, log }: Ground,
  { db, database }: Kept,
  { secrets }: Admission,
  opened: Opened,
): Promise<Letters> {
  const addresses = addressesOn(config.publicUrl, '/infolettres');
  // Derived, not the same: what opens preferences must never pass for what signs a jeton.
  const keys = createPreferenceKeys(
    'lettres',
    secrets.map(({ secret }) => createHmac('sha256', secret).update('lettres').digest('hex')),
  );
  const setting = { service: config.mail.from.name, publicUrl: config.publicUrl };
  const published = new PublishedLetters();
  let refresh: () => Promise<void> = async () => undefined;
  if (config.roles.has('portal')) {
    const load = () => published.load(db);
    const feed = opened.add(await startFeed({ kind: database.kind, load, log, name: 'lettres' }), (it) => it.stop());
    // What has left has left: pages that cannot read it again now do at their next look.
    refresh = () =>
      feed.refresh().catch((error: unknown) => log.warn({ err: error }, 'lettres : archives relues plus tard'));
  }
  return {
    subscribers: createLetterSubscribers({ db, clock, addresses, keys }),
    letterDesk: createLetterDesk({ db, clock, setting }),
    letterReader: createLetterReader(db, clock),
    setting,
    published,
    owner: letterOwner,
    upkeep: [
      {
        name: 'lettres à envoyer',
        everyMs: LOOK_MS,
        run: createLetterSender({ db, clock, setting, addresses, keys, published: refresh }),
      },
      {
        name: 'abonnés aux lettres partis',
        everyMs: HOUR_MS,
        run: () => dropLeftAbonnes(db, keptSince('abonnement_quitte', new Date(clock.now()))),
      },
    ],
  };
}
