import type { AlertBook } from '../portal/alertes/alert-book.ts';
import { countAlertesCloses, lastBilan, listAlertesCloses, liveAlertes } from '../records/alertes.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

/** What the pages show of the alerts. */
export function alertBook({ config, clock }: Ground, { db }: Kept): AlertBook {
  const { emails, webhook } = config.alerts;
  return {
    channels: { addresses: emails.length, webhook: webhook !== null },
    now: () => new Date(clock.now()),
    open: async () => (await liveAlertes(db)).filter(({ close_le }) => close_le === null),
    lastDigest: () => lastBilan(db),
    countClosed: () => countAlertesCloses(db),
    closed: (page) => listAlertesCloses(db, page),
  };
}
