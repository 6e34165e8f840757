import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { parseSiret } from '../core/identifiers/siret.ts';
import { type Identity, IdentityFault, type IdentityProvider, type IdentityRequest } from '../core/identity.ts';
import { type Compte, findCompte, findCompteByEmail, insertCompte } from '../records/comptes.ts';
import { vouchForEmail } from '../records/comptes-en-propre.ts';
import { queueMail } from '../records/envois.ts';
import { linkIdentite, meetIdentite } from '../records/identites-oidc.ts';
import { addRattachement, dropOtherOidc } from '../records/rattachements.ts';
import type { Session } from '../records/sessions.ts';
import { type Db, together, type Work } from '../records/work.ts';
import type { Addresses } from './addresses.ts';
import { linkedMail } from './mails.ts';
import type { Sealing } from './second-factor.ts';
import type { Browser, Sessions } from './sessions.ts';

const RETURN_WITHIN_MS = 10 * 60_000;
const ABOUT = 'connexion déléguée';

/** `closed`: the account is deactivated. `no_email`: the provider answers for none. */
export type FederatedOutcome =
  | { readonly outcome: 'opened'; readonly id: string; readonly back: string }
  | { readonly outcome: 'closed' | 'no_email' };

/** Logging in by an identity provider, which answers for who comes. Its faults are `IdentityFault`. */
export interface FederationDesk {
  /** What people call the provider. */
  readonly label: string;
  /** Where to send the browser, and what it keeps until it is back; `back` is the page it wanted. */
  begin(back: string): Promise<{ readonly url: string; readonly kept: string }>;
  finish(url: URL, kept: string, from: Browser, replaced: string | null): Promise<FederatedOutcome>;
  /** Where to close the session of the provider from which this one came; null when it came from elsewhere. */
  endSession(session: Session): Promise<string | null>;
}

interface FederationOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly provider: IdentityProvider;
  readonly label: string;
  readonly sealer: Sealing;
  readonly sessions: Sessions;
  readonly addresses: Addresses;
}

export function createFederationDesk(options: FederationOptions): FederationDesk {
  const { db, clock, provider, label, sealer, sessions, addresses } = options;

  /** The account of whom the provider answers for: his already, or found or made by his e-mail. */
  async function accountOf(work: Work, identity: Identity, at: Date): Promise<Compte | 'no_email'> {
    const name = { emetteur: identity.issuer, sujet: identity.subject };
    const met = await meetIdentite(work, name, at);
    const mine = met === undefined ? undefined : await findCompte(work, met);
    if (mine !== undefined) return mine;
    if (identity.email === null || !identity.emailChecked) return 'no_email';
    const made = await makeAccount(work, identity, identity.email, at);
    const compte = await findCompteByEmail(work, identity.email);
    if (compte === undefined) throw new Error('An account just found is gone.');
    if (compte.desactive_le !== null) return compte;
    await vouchForEmail(work, compte.id, at);
    await linkIdentite(work, { ...name, compte: compte.id, cree_le: at, vue_le: at });
    if (!made) await queueMail(work, linkedMail(compte.email, label, addresses), at);
    return compte;
  }

  return {
    label,
    begin: async (back) => {
      const { url, request } = await provider.begin();
      const until = clock.now() + RETURN_WITHIN_MS;
      return { url, kept: sealer.seal(JSON.stringify({ ...request, back, until }), ABOUT) };
    },
    finish: async (url, kept, from, replaced) => {
      const request = keptRequest(sealer.open(kept, ABOUT), clock.now());
      if (request === null) throw new IdentityFault('invalid', 'retour sans départ, ou trop tardif');
      const identity = await provider.finish(url, request);
      const compte = await together(db, async (work) => {
        const at = new Date(clock.now());
        const found = await accountOf(work, identity, at);
        if (found === 'no_email' || found.desactive_le !== null) return found;
        await attach(work, found.id, identity.siret, at);
        return found;
      });
      if (compte === 'no_email') return { outcome: 'no_email' };
      if (compte.desactive_le !== null) return { outcome: 'closed' };
      const jetonIdentite = sealer.seal(identity.idToken, `${ABOUT} ${compte.id}`);
      const id = await sessions.open({ compte: compte.id, facteurs: ['oidc'], jetonIdentite }, from, replaced);
      return { outcome: 'opened', id, back: request.back };
    },
    endSession: async ({ compte, jeton_identite }) => {
      const idToken = jeton_identite === null ? null : sealer.open(jeton_identite, `${ABOUT} ${compte}`);
      return idToken === null ? null : provider.endSession(idToken);
    },
  };
}

async function makeAccount(work: Work, identity: Identity, email: string, at: Date): Promise<boolean> {
  const { prenom, nom, telephone } = identity;
  const dates = { cree_le: at, verifie_le: at, desactive_le: null };
  return insertCompte(work, {
    id: randomUUID(),
    email,
    prenom,
    nom,
    telephone,
    mot_de_passe: null,
    roles: ['demandeur'],
    ...dates,
  });
}

/** Where the provider says that he works; a SIRET that is none is as if it had said nothing. */
async function attach(work: Work, compte: string, told: string | null, at: Date): Promise<void> {
  const siret = told === null ? null : parseSiret(told);
  if (siret === null) return;
  await dropOtherOidc(work, { compte, siret });
  await addRattachement(work, { compte, siret, origine: 'oidc', at, verified: true });
}

/** What this instance has sealed itself has the form that it gave it. */
function keptRequest(text: string | null, now: number): (IdentityRequest & { readonly back: string }) | null {
  if (text === null) return null;
  const { until, ...request }: IdentityRequest & { back: string; until: number } = JSON.parse(text);
  return until > now ? request : null;
}
