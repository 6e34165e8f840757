import type { FastifyRequest } from 'fastify';
import type { Accounts } from '../../accounts/accounts.ts';
import type { AccountAdministration } from '../../accounts/administration.ts';
import type { ErasureDesk } from '../../accounts/erasure.ts';
import type { FederationDesk } from '../../accounts/federation.ts';
import type { MembershipDesk } from '../../accounts/memberships.ts';
import type { PasswordResetDesk } from '../../accounts/password-reset.ts';
import type { ProfileDesk } from '../../accounts/profile.ts';
import type { SecondFactorDesk } from '../../accounts/second-factor.ts';
import type { Browser } from '../../accounts/sessions.ts';
import type { SignUpDesk } from '../../accounts/sign-up.ts';
import type { FormTokens } from './csrf.ts';

/** Who visits: his session, his forms, where he comes from. */
export interface PortalAccess {
  readonly accounts: Accounts;
  readonly formTokens: FormTokens;
  readonly publicUrl: string;
  readonly browserOf: (request: FastifyRequest) => Browser;
}

/** What people do about their own account, each at its own pages. */
export interface AccountDesks {
  readonly signUp: SignUpDesk;
  readonly passwordReset: PasswordResetDesk;
  readonly memberships: MembershipDesk;
  readonly profile: ProfileDesk;
  readonly secondFactor: SecondFactorDesk;
  readonly administration: AccountAdministration;
  readonly erasure: ErasureDesk;
  /** Null without an identity provider. */
  readonly federation: FederationDesk | null;
}
