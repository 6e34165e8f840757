import type { Page, Visitor } from '../support/visitor.ts';
import type { PortalRoute } from './registry.ts';

/** What an answer amounts to: let in, sent to log in, told that there is nothing; a status for what should never be. */
export type Outcome = 'entre' | 'connexion' | 'absent' | `${number}`;

/** What is shown to who is let in, and has yet to give a second proof that it is him. */
const PROOF = '<h1>Prouvez d’abord que c’est vous</h1>';

export function outcomeOf({ status, location, html }: Page): Outcome {
  if (status === 403 && html.includes(PROOF)) return 'entre';
  if (status >= 500 || status === 403) return `${status}`;
  if (status === 303 && /^\/connexion\?(?:retour=|session=expiree)/.test(location ?? '')) return 'connexion';
  return status === 404 ? 'absent' : 'entre';
}

/** Someone whose forms are always taken for his: what is refused then is refused for who he is. */
export interface Caller {
  readonly visitor: Visitor;
  readonly formToken: string;
}

export async function callerOf(visitor: Visitor): Promise<Caller> {
  const { status } = await visitor.get('/connexion');
  if (status === 303) await visitor.get('/compte/securite');
  return { visitor, formToken: visitor.formToken };
}

export function ask(
  { visitor, formToken }: Caller,
  method: PortalRoute['method'],
  path: string,
  fields = {},
): Promise<Page> {
  return method === 'GET' ? visitor.get(path) : visitor.post(path, { _csrf: formToken, ...fields });
}

const OF_THE_MOMENT = ['date', 'x-request-id', 'content-length', 'keep-alive', 'connection', 'set-cookie'];

export interface Refusal {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly page: string;
}

/** A refusal without what is of the request itself: its address, its token, its moment. */
export function bare({ status, headers, html }: Page, path: string): Refusal {
  const kept = [...headers].filter(([name]) => !OF_THE_MOMENT.includes(name));
  const addresses = [path, encodeURIComponent(path), encodeURIComponent(encodeURIComponent(path))];
  const page = addresses.reduce((text, address) => text.replaceAll(address, '…'), html);
  return { status, headers: kept, page: page.replace(/name="_csrf" value="[^"]*"/g, 'name="_csrf"') };
}

/** The same without the policy of its route, which some pages narrow before knowing who asks. */
export function withoutPolicy({ headers, ...refusal }: Refusal): Refusal {
  return { ...refusal, headers: headers.filter(([name]) => name !== 'content-security-policy') };
}
