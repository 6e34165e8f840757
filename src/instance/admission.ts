import { createHmac } from 'node:crypto';
import { Register } from '../gateway/jetons/register.ts';
import { createTokenSigner, type NewJeton, type SigningSecret } from '../gateway/jetons/signing.ts';
import { createRelay } from '../gateway/relayed-address.ts';
import { RefusedTokens } from '../gateway/trace/refused-tokens.ts';
import { ownSecret } from '../platform/jeton-secrets.ts';
import { type KeptBans, openBans } from './bans.ts';
import { type Counting, openCounting } from './counting.ts';
import { startRegisterFeed } from './database.ts';
import type { Feed } from './feed.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import type { Opened } from './opened.ts';

/** Who may call, and how much. */
export interface Admission extends KeptBans, Counting {
  readonly secrets: readonly SigningSecret[];
  readonly register: Register;
  readonly registerFeed: Feed;
  readonly refusedTokens: RefusedTokens;
  sign(jeton: NewJeton): string;
  /** How a portal says, to a gateway that believes it, for whom it calls. */
  readonly relay: ReturnType<typeof createRelay>;
}

/** Without the gateway no token is checked: the register stays in the database. */
const unread: Feed = { refresh: () => Promise.resolve(), stop: () => Promise.resolve() };

export async function openAdmission(ground: Ground, { database }: Kept, opened: Opened): Promise<Admission> {
  const { config, limits, clock, metrics, log } = ground;
  const counting = await openCounting(ground, opened);
  const { shared } = counting;
  const refusedWithOthers = shared === null ? null : shared.refused.bind(shared);
  const keptBans = await openBans({ database, limits, clock, metrics, log, refusedWithOthers });
  opened.add(keptBans.bansFeed, (it) => it.stop());
  const secrets = config.jetonSecrets ?? [ownSecret(config.varDir)];
  const register = new Register();
  const registerFeed = config.roles.has('gateway')
    ? opened.add(await startRegisterFeed(database, register, log), (it) => it.stop())
    : unread;
  return {
    secrets,
    sign: createTokenSigner(secrets),
    // Derived, not the same: what seals an address must never pass for what signs a jeton.
    relay: createRelay(
      secrets.map(({ secret }) => createHmac('sha256', secret).update('appels relayés').digest('hex')),
    ),
    register,
    registerFeed,
    refusedTokens: new RefusedTokens(secrets[0]?.secret ?? ''),
    ...keptBans,
    ...counting,
  };
}
