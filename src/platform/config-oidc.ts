import { isHttpUrl } from './config-forms.ts';
import type { ConfigReader } from './config-reader.ts';
import type { OidcConfig } from './config-shape.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The identity provider that people may log in by; null without one. */
export function readOidc(read: ConfigReader): OidcConfig | null {
  const issuer = read.text('OIDC_ISSUER');
  const [clientId, clientSecret] = [read.text('OIDC_CLIENT_ID'), read.secret('OIDC_CLIENT_SECRET')];
  if (issuer === '') {
    if (clientId !== '' || clientSecret !== null)
      read.fault('OIDC_CLIENT_ID et OIDC_CLIENT_SECRET ne vont pas sans OIDC_ISSUER.');
    return null;
  }
  if (!isHttpUrl(issuer) || (issuer.startsWith('http:') && !LOOPBACK.test(new URL(issuer).hostname)))
    read.fault(
      `OIDC_ISSUER doit être une adresse https (reçu « ${issuer} ») ; http n'est admis que sur cette machine.`,
    );
  if (clientId === '') read.fault('OIDC_CLIENT_ID manque : le nom de ce service chez le fournisseur d’identité.');
  if (clientSecret === null)
    read.fault('OIDC_CLIENT_SECRET manque : le secret de ce service chez le fournisseur d’identité.');
  const scopes = read.text('OIDC_SCOPES');
  if (!scopes.split(' ').includes('openid')) read.fault('OIDC_SCOPES doit contenir openid.');
  return {
    issuer,
    clientId,
    clientSecret: clientSecret ?? '',
    scopes,
    label: read.text('OIDC_LABEL'),
    signedUserinfo: read.yesOrNo('OIDC_USERINFO_SIGNE'),
  };
}
