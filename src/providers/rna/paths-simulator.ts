import type { SimulatedReply, SimulatedRequest } from '../../simulator/simulation.ts';
import { textReply } from '../../simulator/simulation.ts';

const WITH_KEY = '/apim/api-asso-partenaires/api';
const WITHOUT_KEY = '/api-asso/api';

export const STRUCTURE = new RegExp(`^(?:${WITHOUT_KEY}|${WITH_KEY})/structure/[^/]+$`);
export const DOCUMENT = new RegExp(`^(?:${WITHOUT_KEY}|${WITH_KEY})/documents/PJ/\\d{32}$`);

/** Where the dialect of a request is served: the links of its answer stay there. */
export function serviceOf({ path, baseUrl }: SimulatedRequest): string {
  return `${baseUrl}${path.startsWith(WITH_KEY) ? WITH_KEY : WITHOUT_KEY}`;
}

/** What the manager of API answers to a request that lacks its key; null when nothing is lacking. */
export function keyRefusal({ path, headers }: SimulatedRequest): SimulatedReply | null {
  if (!path.startsWith(WITH_KEY) || headers['x-gravitee-api-key']) return null;
  return textReply('Unauthorized', 'text/plain', 401);
}
