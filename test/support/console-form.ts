import { type Answer, visit } from './http.ts';
import { purpose } from './instance.ts';

const page = { Accept: 'text/html,application/xhtml+xml' };

/** A call about the first fictional unit, as the form names its values. */
export const filled = {
  'appel-context': purpose.context,
  'appel-recipient': purpose.recipient,
  'appel-object': purpose.object,
} as const;

/** Sends the form of a console as a browser without a script does, from an address of the visitor's own. */
export async function sendConsole(
  url: string,
  path: string,
  fields: Readonly<Record<string, string>>,
  from = '127.0.0.1',
): Promise<Answer> {
  const shown = await visit(`${url}/developpeurs/bac-a-sable`, { headers: page, from });
  const csrf = /name="_csrf" value="([^"]+)"/.exec(shown.text)?.[1] ?? '';
  const body = new URLSearchParams({ _csrf: csrf, etape: 'appeler', ...fields }).toString();
  const headers = { ...page, 'Content-Type': 'application/x-www-form-urlencoded' };
  return visit(`${url}${path}`, { method: 'POST', headers, body, from });
}

/** What the page says, without its marks. */
export function wordsOf({ text }: Pick<Answer, 'text'>): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'", nbsp: ' ' };
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all)
    .replace(/[\s\u00a0\u202f]+/g, ' ');
}
