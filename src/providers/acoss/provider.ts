import { Type } from 'typebox';
import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { Failure, providerFailure } from '../../core/failure.ts';
import {
  type DocumentRequest,
  defineProvider,
  type Renewal,
  type Wire,
  type WireAnswer,
  type WireRequest,
} from '../../core/provider.ts';
import { jsonReader, statusFailure } from '../../core/provider-answer.ts';
import { acossIdentity } from './identity.ts';
import { AboutTheAccount, refusalOf } from './refusals.ts';

/** A document asked for by a JSON body, and under which name to keep it. */
export interface AcossDocument extends Pick<DocumentRequest, 'label'> {
  readonly path: string;
  readonly body: Readonly<Record<string, string>>;
}

/** Agence centrale des organismes de sécurité sociale (Urssaf). OAuth 2; its token lives an hour. */
export const acoss = defineProvider({
  ...acossIdentity,
  settings: {
    url: { variable: 'ACOSS_URL', kind: 'url', purpose: "Adresse des services de l'ACOSS" },
    clientId: { variable: 'ACOSS_CLIENT_ID', kind: 'credential', purpose: 'Identifiant OAuth 2 auprès de l’ACOSS' },
    clientSecret: { variable: 'ACOSS_CLIENT_SECRET', kind: 'credential', purpose: 'Secret OAuth 2 auprès de l’ACOSS' },
  },
  open: ({ wire, settings }) => {
    const session = wire.session((errand) => logIn(wire, settings, errand));

    function fetchWith(token: string, errand: Errand, { path, body, label }: AcossDocument): Promise<KeptDocument> {
      return wire.fetchDocument(errand, {
        method: 'POST',
        url: `${settings.url}${path}`,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        judges: 'any',
        format: 'pdf',
        encoding: 'base64',
        label,
        refusal: (answer) => (answer.status === 401 ? new TokenRefused() : refusalOf(answer)),
      });
    }

    return {
      fetchDocument: async (errand: Errand, document: AcossDocument): Promise<KeptDocument> => {
        const token = await session.get(errand);
        try {
          return await fetchWith(token, errand, document);
        } catch (error) {
          if (!(error instanceof TokenRefused)) throw plain(error);
          session.drop(token);
        }
        const renewed = await session.get(errand);
        return fetchWith(renewed, errand, document).catch((error: unknown) => {
          if (error instanceof TokenRefused) session.drop(renewed);
          throw plain(error);
        });
      },
    };
  },
});

/** The token is not accepted any more, which says nothing of the service. */
class TokenRefused extends Error {}

/** What the corridor understands. */
function plain(error: unknown): unknown {
  if (error instanceof TokenRefused) return providerFailure(acossIdentity, '006', { cause: 'a new token is refused' });
  return error instanceof AboutTheAccount ? error.failure : error;
}

interface Credentials {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

function logIn(wire: Wire, { url, clientId, clientSecret }: Credentials, errand: Errand): Promise<Renewal<string>> {
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'attn.api_entreprise',
  };
  const request: WireRequest = {
    method: 'POST',
    url: `${url}/api/oauth/v1/token`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: new URLSearchParams(form).toString(),
    judges: 'any',
  };
  return wire.ask(errand, request, tokenOf);
}

const readToken = jsonReader(
  acossIdentity,
  Type.Object({ access_token: Type.String({ minLength: 1 }), expires_in: Type.Number() }),
);

/** However the ACOSS refuses a login, it is one; only unavailability keeps its own name. */
function tokenOf(answer: WireAnswer): Renewal<string> {
  if (answer.status === 429 || answer.status === 503) throw statusFailure(acossIdentity, answer);
  if (answer.status !== 200) throw providerFailure(acossIdentity, '006', { cause: `status ${answer.status}` });
  try {
    const { access_token: value, expires_in: lifeSeconds } = readToken(answer);
    return { value, lifeSeconds };
  } catch (cause) {
    throw cause instanceof Failure ? providerFailure(acossIdentity, '006', { cause }) : cause;
  }
}
