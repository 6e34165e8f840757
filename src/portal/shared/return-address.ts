import type { FastifyRequest } from 'fastify';

const NOWHERE = 'http://nulle-part.invalid';
const MAX_LENGTH = 2000;
const LOGIN = '/connexion';
/** Pages that are only a step on the way to another. */
const STEPS = ['/connexion', '/deconnexion'];

/** An address of this site to go back to; null for any other, whatever way it is written. */
export function returnAddress(text: string): string | null {
  // A browser drops tabs and line ends, and reads a backslash as a slash: none of them has a place in our addresses.
  if (text.length > MAX_LENGTH || !text.startsWith('/') || /[\\\p{Cc}]/u.test(text)) return null;
  if (!URL.canParse(text, NOWHERE)) return null;
  const { origin, pathname, search, hash } = new URL(text, NOWHERE);
  if (origin !== NOWHERE || pathname.startsWith('//') || isStep(pathname)) return null;
  return `${pathname}${search}${hash}`;
}

function isStep(pathname: string): boolean {
  return STEPS.some((step) => pathname === step || pathname.startsWith(`${step}/`));
}

/** The login page, from where one comes back to this address. */
export function loginAddress(here: string, expired = false): string {
  const back = returnAddress(here);
  const parameters = new URLSearchParams();
  if (back !== null && back !== '/') parameters.set('retour', back);
  if (expired) parameters.set('session', 'expiree');
  return parameters.size === 0 ? LOGIN : `${LOGIN}?${parameters}`;
}

/** Where the answer to this request can be asked again: what is sent by a form has no page, unless its form has the same address. */
export function addressToComeBackTo(request: FastifyRequest): string {
  if (request.method === 'GET' || request.method === 'HEAD') return request.url;
  const { url = '' } = request.routeOptions;
  return request.server.hasRoute({ method: 'GET', url }) ? request.url : '/compte';
}
