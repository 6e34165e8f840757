import {
  defineSimulation,
  jsonReply,
  type SimulatedReply,
  type SimulatedRequest,
  type UnitOperation,
} from '../../simulator/simulation.ts';

const TOKEN = 'jeton-fictif-acoss-4f9d2c';
/** What identifies nobody: a request without the token. */
const STRANGER = '';

export default defineSimulation('acoss', [{ method: 'POST', path: /^\/api\/oauth\/v1\/token$/, answer: login }]);

/** The same operation, refused to a caller without the token. */
export function behindAcossToken(operation: UnitOperation): UnitOperation {
  return {
    ...operation,
    identify: (request) =>
      request.headers.authorization === `Bearer ${TOKEN}` ? operation.identify(request) : STRANGER,
    unknown: (identifier, request) =>
      identifier === STRANGER ? jsonReply({ error: 'invalid_token' }, 401) : operation.unknown(identifier, request),
  };
}

function login({ body }: SimulatedRequest): SimulatedReply {
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'client_credentials' || form.get('scope') !== 'attn.api_entreprise') {
    return jsonReply({ error: 'invalid_request' }, 400);
  }
  if (!form.get('client_id') || !form.get('client_secret')) return jsonReply({ error: 'invalid_client' }, 401);
  return jsonReply({ access_token: TOKEN, token_type: 'Bearer', expires_in: 3600 });
}
