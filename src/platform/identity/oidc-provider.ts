import * as oidc from 'openid-client';
import { canonicalEmail } from '../../core/email.ts';
import { type Identity, IdentityFault, type IdentityProvider } from '../../core/identity.ts';
import type { OidcConfig } from '../config-shape.ts';
import { boundedFetch } from './bounded-fetch.ts';

interface OidcOptions extends OidcConfig {
  /** Where the provider sends browsers back to. */
  readonly returnUrl: string;
  readonly logoutUrl: string;
}

/**
 * An OpenID Connect provider: authorization code with PKCE, state and nonce; the signatures of the ID token and of userinfo are
 * verified. It is discovered at first use: its absence stops nothing else.
 */
export function createOidcProvider(options: OidcOptions): IdentityProvider {
  const { scopes, returnUrl, logoutUrl } = options;
  let known: Promise<oidc.Configuration> | null = null;

  function discovered(): Promise<oidc.Configuration> {
    known ??= discover(options).catch((error: unknown) => {
      // Asked again next time.
      known = null;
      throw faultOf(error);
    });
    return known;
  }

  return {
    begin: async () => {
      const configuration = await discovered();
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: returnUrl,
        scope: scopes,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, request: { state, nonce, verifier } };
    },
    finish: async (url, { state, nonce, verifier }) => {
      const configuration = await discovered();
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined || tokens.id_token === undefined)
          throw new IdentityFault('invalid', 'le fournisseur d’identité n’a pas donné d’ID token');
        const told = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
        return identityOf(claims.iss, { ...claims, ...told }, tokens.id_token);
      } catch (error) {
        throw faultOf(error);
      }
    },
    endSession: async (idToken) => {
      const configuration = await discovered();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      const parameters = { id_token_hint: idToken, post_logout_redirect_uri: logoutUrl, state: oidc.randomState() };
      return oidc.buildEndSessionUrl(configuration, parameters).href;
    },
  };
}

function discover({ issuer, clientId, clientSecret, signedUserinfo }: OidcOptions): Promise<oidc.Configuration> {
  const server = new URL(issuer);
  const metadata = signedUserinfo ? { userinfo_signed_response_alg: 'RS256' } : {};
  return oidc.discovery(server, clientId, metadata, oidc.ClientSecretPost(clientSecret), {
    [oidc.customFetch]: boundedFetch,
    execute: [
      oidc.enableNonRepudiationChecks,
      // The configuration admits it for this very machine alone.
      ...(server.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ],
  });
}

function identityOf(issuer: string, claims: Readonly<Record<string, unknown>>, idToken: string): Identity {
  const text = (name: string): string => {
    const value = claims[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    issuer,
    subject: text('sub'),
    email: canonicalEmail(text('email')),
    // A provider that does not say, as ProConnect, is one that the operator has chosen to believe.
    emailChecked: claims['email_verified'] !== false,
    prenom: text('given_name'),
    nom: text('usual_name') || text('family_name'),
    telephone: text('phone_number'),
    siret: text('siret').replace(/\s/g, '') || null,
    idToken,
  };
}

/** Its errors may hold what came back: their code and their own words are kept, no more. */
function faultOf(error: unknown): IdentityFault {
  const found = faultWithin(error);
  if (found !== null) return found;
  if (error instanceof oidc.AuthorizationResponseError) {
    const gaveUp = error.error === 'access_denied' || error.error.endsWith('_required');
    return new IdentityFault(gaveUp ? 'cancelled' : 'invalid', `réponse du fournisseur d’identité : ${error.error}`);
  }
  if (error instanceof oidc.ResponseBodyError)
    return new IdentityFault('invalid', `refus du fournisseur d’identité : ${error.error}`);
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new IdentityFault('invalid', `${error instanceof Error ? error.message : 'erreur inconnue'}${code}`);
}

/** The client wraps what the fetch has thrown. */
function faultWithin(error: unknown): IdentityFault | null {
  if (error instanceof IdentityFault) return error;
  return error instanceof Error && error.cause !== undefined ? faultWithin(error.cause) : null;
}
