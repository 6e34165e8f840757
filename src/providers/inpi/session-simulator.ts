import { createHash } from 'node:crypto';
import { jsonReply, type SimulatedReply, type SimulatedRequest } from '../../simulator/simulation.ts';

const HALF = 16;

/** A session number that the simulator recognises as its own: sixteen characters, then sixteen drawn from them. */
export function newSession(random: Buffer): string {
  const half = random.toString('hex').toUpperCase();
  return half + sealOf(half);
}

/** True when the request carries the cookie that the login gave, and that alone. */
export function isSession({ headers }: SimulatedRequest): boolean {
  const session = /^JSESSIONID=([0-9A-F]{32})$/.exec(headers.cookie ?? '')?.[1];
  return session !== undefined && session.slice(HALF) === sealOf(session.slice(0, HALF));
}

/** What is answered without a session. */
export function sessionRefused(): SimulatedReply {
  return jsonReply({ globalErrors: ['Veuillez vous authentifier'] }, 401);
}

function sealOf(half: string): string {
  return createHash('sha256').update(`session ${half}`).digest('hex').slice(0, HALF).toUpperCase();
}
