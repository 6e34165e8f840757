import { createHmac } from 'node:crypto';
import { createAccounts } from '../accounts/accounts.ts';
import { addressesOn } from '../accounts/addresses.ts';
import { createAccountAdministration } from '../accounts/administration.ts';
import { createErasureDesk } from '../accounts/erasure.ts';
import { createFederationDesk, type FederationDesk } from '../accounts/federation.ts';
import { createMembershipDesk } from '../accounts/memberships.ts';
import { createPasswordResetDesk } from '../accounts/password-reset.ts';
import { createProfileDesk } from '../accounts/profile.ts';
import { createRequests, type Requests } from '../accounts/requests.ts';
import { createSecondFactorDesk } from '../accounts/second-factor.ts';
import { createSessions, type Sessions } from '../accounts/sessions.ts';
import { createSignUpDesk } from '../accounts/sign-up.ts';
import { createClientAddress } from '../gateway/client-address.ts';
import { personnesDesDemandes } from '../habilitations/oubli.ts';
import type { OidcConfig } from '../platform/config-shape.ts';
import { createOidcProvider } from '../platform/identity/oidc-provider.ts';
import { createPasswords, type Passwords } from '../platform/passwords.ts';
import type { Task } from '../platform/schedule.ts';
import { createSealer, type Sealer } from '../platform/sealed-secrets.ts';
import type { AccountDesks, PortalAccess } from '../portal/shared/access.ts';
import { createFormTokens } from '../portal/shared/csrf.ts';
import { readBrand } from '../portal/views/brand.ts';
import { findOrganisation } from '../records/organisations.ts';
import { accountStore, type Office } from './account-store.ts';
import type { Admission } from './admission.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

const HOUR_MS = 3_600_000;

interface Access {
  readonly access: PortalAccess;
  readonly desks: AccountDesks;
  readonly passwords: Passwords;
  readonly sweeping: Task;
}

/** Who visits the pages, and what keeps their accounts' store small. */
export function openAccess({ config, clock, log }: Ground, { db }: Kept, { secrets }: Admission): Access {
  const passwords = createPasswords();
  const addressOf = createClientAddress(config.trustedProxies);
  const office: Office = { db, clock, addresses: addressesOn(config.publicUrl) };
  const sealer = createSealer(secrets);
  const secondFactor = createSecondFactorDesk({ ...office, sealer, issuer: readBrand(config.brandFile).service });
  const store = accountStore(office);
  const sessions = createSessions(store, clock);
  const accounts = createAccounts({ store, clock, passwords, codes: secondFactor, sessions });
  const desks = {
    ...openDesks({ ...office, requests: createRequests(db, clock), hash: passwords.hash }),
    secondFactor,
    federation: config.oidc === null ? null : openFederation(config.oidc, { ...office, sealer, sessions }),
  };
  return {
    access: {
      accounts,
      // Derived, not the same: what signs a form must never pass for what signs a jeton.
      formTokens: createFormTokens(
        secrets.map(({ secret }) => createHmac('sha256', secret).update('formulaires du portail').digest('hex')),
        clock,
      ),
      publicUrl: config.publicUrl,
      browserOf: ({ raw, headers }) => ({ address: addressOf(raw), agent: headers['user-agent'] ?? '' }),
    },
    desks,
    passwords,
    sweeping: {
      name: 'sessions, comptes et actes trop anciens',
      everyMs: HOUR_MS,
      run: async () => {
        await accounts.sweep();
        await desks.signUp.sweep();
        await desks.memberships.sweep();
        await desks.administration.sweep();
        const { told, erased } = await desks.erasure.sweep();
        if (told + erased > 0) log.info({ prevenus: told, effaces: erased }, 'comptes inutilisés');
      },
    },
  };
}

function openFederation(
  config: OidcConfig,
  office: Office & { readonly sealer: Sealer; readonly sessions: Sessions },
): FederationDesk {
  const { oidcReturn: returnUrl, oidcLogout: logoutUrl } = office.addresses;
  const provider = createOidcProvider({ ...config, returnUrl, logoutUrl });
  return createFederationDesk({ ...office, provider, label: config.label });
}

function openDesks(office: Office & { readonly requests: Requests; readonly hash: Passwords['hash'] }) {
  return {
    signUp: createSignUpDesk(office),
    passwordReset: createPasswordResetDesk(office),
    memberships: createMembershipDesk({
      ...office,
      organisationName: async (siret) => (await findOrganisation(office.db, siret))?.nom ?? null,
    }),
    profile: createProfileDesk(office),
    administration: createAccountAdministration(office),
    erasure: createErasureDesk({ ...office, personnes: personnesDesDemandes }),
  };
}
