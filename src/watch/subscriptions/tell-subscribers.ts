import { abonnementsTo } from '../../records/abonnements.ts';
import { queueMails, queueWebhooks } from '../../records/envois.ts';
import type { Addresses } from '../../subscribing/addresses.ts';
import type { PreferenceKeys } from '../../subscribing/keys.ts';
import type { Tell } from '../notice.ts';
import { newsKey, noticeMail, type TitleOf } from './mails.ts';

interface TellOptions {
  readonly addresses: Addresses;
  readonly keys: PreferenceKeys;
  readonly titleOf: TitleOf;
}

/** Queues a piece of news for each subscriber that it concerns, with what it tells: told once, or not at all. */
export function tellSubscribers({ addresses, keys, titleOf }: TellOptions): Tell {
  return async (work, notice) => {
    const { kind, at, endpoints } = notice;
    const subscribers = await abonnementsTo(work, endpoints);
    const byMail = subscribers.filter(({ sorte }) => sorte === 'courriel');
    const byWebhook = subscribers.filter(({ sorte }) => sorte === 'webhook');
    await queueMails(
      work,
      byMail.map((one) => noticeMail(notice, one, { titleOf, addresses, key: keys.of(one.id) })),
      at,
    );
    const { id, version, title, severity, url, text, window } = notice;
    const data = { id, version, titre: title, gravite: severity, endpoints, url, texte: text, ...windowOf(window) };
    await queueWebhooks(
      work,
      byWebhook.map((one) => ({
        url: one.url,
        event: kind,
        data,
        signer: `abonnement:${one.id}` as const,
        key: newsKey(notice, one.id),
      })),
      at,
    );
  };
}

function windowOf(window: { readonly from: Date; readonly to: Date } | null): object {
  return window === null ? {} : { debut: window.from.toISOString(), fin: window.to.toISOString() };
}
