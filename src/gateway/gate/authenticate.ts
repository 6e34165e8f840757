import { Failure, generalFailure, generalFault } from '../../core/failure.ts';
import type { Call } from '../call.ts';
import type { Step } from './step.ts';

/** 4. A token, given once, in the query or as Bearer (400 when two differ, 401 otherwise). */
export const authenticate: Step = (call, house) => {
  const token = tokenOf(call);
  if (token === null) throw generalFailure('00101');
  call.jeton = house.jetonOf(token);
  if (call.jeton.isProbe) house.prober.authorization = call.request.headers.authorization;
};

/** The token of a call, wherever it is; null = none. */
export function tokenOf(call: Call): string | null {
  const inQuery = call.query.parameters.get('token') || null;
  const inHeader = bearerOf(call.request.headers.authorization);
  if (call.query.tokensDiffer || (inQuery !== null && inHeader !== null && inQuery !== inHeader)) throw twoTokens();
  return inQuery ?? inHeader;
}

const BEARER = 'bearer ';

function bearerOf(authorization: string | undefined): string | null {
  if (authorization === undefined || authorization.slice(0, BEARER.length).toLowerCase() !== BEARER) return null;
  return authorization.slice(BEARER.length).trim() || null;
}

function twoTokens(): Failure {
  const sentence =
    "Deux jetons différents ont été transmis (paramètre « token » et en-tête « Authorization », ou paramètre répété). N'en transmettez qu'un.";
  return new Failure('bad_request', [{ ...generalFault('00401', 'token'), sentence }]);
}
