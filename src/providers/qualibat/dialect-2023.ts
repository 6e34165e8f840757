import { Type } from 'typebox';
import type { Errand } from '../../core/errand.ts';
import { Failure, providerFailure } from '../../core/failure.ts';
import type { Renewal, Session, Wire, WireAnswer } from '../../core/provider.ts';
import { jsonReader, statusFailure } from '../../core/provider-answer.ts';
import type { QualibatDoor } from './door.ts';
import { CERTIFICATE_LABEL, qualibatIdentity } from './identity.ts';

interface Settings2023 {
  readonly url: string;
  readonly login: string;
  readonly password: string;
}

/** A token obtained by a login, kept for its life; then the certificate itself. */
export function openDialect2023(wire: Wire, settings: Settings2023): QualibatDoor {
  const session = wire.session((errand) => {
    const basic = Buffer.from(`${settings.login}:${settings.password}`).toString('base64');
    const headers = { Authorization: `Basic ${basic}` };
    return wire.ask(errand, { method: 'POST', url: `${settings.url}/token`, headers, judges: 'any' }, readSession);
  });
  return {
    certificate: (errand, siret) =>
      inSession(session, errand, (token) =>
        wire.fetchDocument(errand, {
          method: 'GET',
          url: `${settings.url}/certificat/${siret}`,
          headers: { Authorization: `Bearer ${token}` },
          judges: [401],
          format: 'pdf',
          label: CERTIFICATE_LABEL,
          refusal: refusalOf,
        }),
      ),
  };
}

/** The token is not accepted any more, which says nothing of the service. */
class TokenRefused extends Error {}

/** A token that Qualibat no longer accepts is renewed once, within the same call. */
async function inSession<T>(session: Session<string>, errand: Errand, work: (token: string) => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const token = await session.get(errand);
    try {
      return await work(token);
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      session.drop(token);
    }
  }
  throw providerFailure(qualibatIdentity, '006', { cause: 'a new token is refused' });
}

const readToken = jsonReader(
  qualibatIdentity,
  Type.Object({ access_token: Type.String({ minLength: 1 }), expires_in: Type.Number() }),
);

/** However Qualibat refuses a login, it is one; only unavailability keeps its own name. */
function readSession(answer: WireAnswer): Renewal<string> {
  if (answer.status === 429 || answer.status === 503) throw statusFailure(qualibatIdentity, answer);
  if (answer.status !== 200) throw providerFailure(qualibatIdentity, '006', { cause: `status ${answer.status}` });
  try {
    const { access_token: value, expires_in: lifeSeconds } = readToken(answer);
    return { value, lifeSeconds };
  } catch (cause) {
    throw cause instanceof Failure ? providerFailure(qualibatIdentity, '006', { cause }) : cause;
  }
}

const readRefusal = jsonReader(qualibatIdentity, Type.Object({ status_code: Type.Integer() }));

/** An unknown company comes as a 200 whose JSON says 404. */
function refusalOf(answer: WireAnswer): Error {
  if (answer.status === 401) return new TokenRefused();
  if (answer.body[0] !== OPENING_BRACE) return providerFailure(qualibatIdentity, '055');
  try {
    const { status_code: status } = readRefusal(answer);
    return statusFailure(qualibatIdentity, { status, headers: answer.headers });
  } catch (error) {
    return error instanceof Failure ? error : providerFailure(qualibatIdentity, '000', { cause: error });
  }
}

const OPENING_BRACE = '{'.charCodeAt(0);
