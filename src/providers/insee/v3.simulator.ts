import {
  jsonReply,
  type SimulatedOperation,
  type SimulatedReply,
  type SimulatedRequest,
} from '../../simulator/simulation.ts';
import { loginRefused, sireneOperations } from './replies.simulator.ts';
import { establishmentBody, legalUnitBody } from './sirene.simulator.ts';

const TOKEN_SECONDS = 604_800;

/** The API V3 of 2021. */
export const v3: readonly SimulatedOperation[] = [
  { method: 'POST', path: /^\/token$/, answer: giveToken },
  ...sireneOperations('/entreprises/sirene/V3', {
    legalUnit: ({ unit }) => legalUnitBody(unit),
    establishment: establishmentBody,
  }),
];

function giveToken({ headers, body }: SimulatedRequest): SimulatedReply {
  if (!headers.authorization?.startsWith('Basic ') || body !== 'grant_type=client_credentials') return loginRefused();
  return jsonReply({
    access_token: '00000000-0000-4000-8000-00000000f1c7',
    scope: 'am_application_scope default',
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
  });
}
