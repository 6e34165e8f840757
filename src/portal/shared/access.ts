import type { FastifyRequest } from 'fastify';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Browser } from '../../accounts/sessions.ts';
import type { FormTokens } from './csrf.ts';

/** Who visits: his session, his forms, where he comes from. */
export interface PortalAccess {
  readonly accounts: Accounts;
  readonly formTokens: FormTokens;
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly browserOf: (request: FastifyRequest) => Browser;
}
