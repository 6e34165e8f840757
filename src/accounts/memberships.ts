import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { keptUntil } from '../core/conservation.ts';
import type { Siret } from '../core/identifiers/siret.ts';
import { newKey, printOf } from '../core/link-key.ts';
import { type Compte, findCompte } from '../records/comptes.ts';
import { queueMail } from '../records/envois.ts';
import {
  cancelInvitation,
  dropDeadInvitations,
  findInvitation,
  type Invitation,
  invitationsFor,
  invitationsTo,
  keepInvitation,
  takeInvitation,
} from '../records/invitations.ts';
import {
  addRattachement,
  findRattachement,
  membersOf,
  type Rattachement,
  rattachementsOf,
  rattachementsTo,
  removeRattachement,
} from '../records/rattachements.ts';
import { type Db, together } from '../records/work.ts';
import type { Addresses } from './addresses.ts';
import { acceptedMail, invitationMail } from './membership-mails.ts';
import type { Requests } from './requests.ts';

/** More organisations than anyone works for. */
const MAX_ORGANISATIONS = 20;

/** What the organisation of a SIRET is called; null when it is not known. */
export type OrganisationName = (siret: string) => Promise<string | null>;

/** An organisation as one of its people sees it. */
export interface Membership {
  readonly rattachement: Rattachement;
  readonly name: string | null;
}

/** An invitation as whoever receives it sees it. */
export interface Received {
  readonly invitation: Invitation;
  readonly name: string | null;
  readonly from: Compte;
}

export interface Colleagues {
  readonly members: readonly Compte[];
  /** How many more say that they belong there, and are not verified. */
  readonly declared: number;
  readonly awaited: readonly Invitation[];
}

/** Who works for which organisation, and with whom. */
export interface MembershipDesk {
  of(compte: Compte): Promise<Membership[]>;
  find(compte: Compte, siret: string): Promise<Membership | null>;
  /** Says that one belongs there; nothing is verified by it. */
  declare(compte: Compte, siret: Siret): Promise<'declared' | 'known' | 'too_many'>;
  leave(compte: Compte, siret: string): Promise<boolean>;
  /** Those of an organisation; to be shown to its verified members alone. */
  colleagues(siret: string): Promise<Colleagues>;
  invite(from: Compte, to: { readonly siret: string; readonly email: string }, address: string): Promise<Invited>;
  cancel(siret: string, id: string): Promise<boolean>;
  /** What awaits someone, by the e-mail that he has proved. */
  received(compte: Compte): Promise<Received[]>;
  /** The same, by the link of its mail. */
  byKey(key: string): Promise<Received | null>;
  accept(compte: Compte, id: string): Promise<Membership | null>;
  decline(compte: Compte, id: string): Promise<boolean>;
  sweep(): Promise<void>;
}

export type Invited = 'sent' | 'member' | 'too_often';

interface MembershipOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly requests: Requests;
  readonly addresses: Addresses;
  readonly organisationName: OrganisationName;
}

export function createMembershipDesk(options: MembershipOptions): MembershipDesk {
  const { db, clock, requests, addresses, organisationName } = options;
  const now = () => new Date(clock.now());
  const named = async (rattachement: Rattachement): Promise<Membership> => ({
    rattachement,
    name: await organisationName(rattachement.siret),
  });

  /** An invitation is worth what its author is: nothing once he has left. */
  async function receivedOf(invitation: Invitation): Promise<Received | null> {
    const from = await findCompte(db, invitation.invite_par);
    const theirs = await findRattachement(db, invitation.invite_par, invitation.siret);
    if (from === undefined || from.desactive_le !== null || !theirs?.verifie_le) return null;
    return { invitation, from, name: await organisationName(invitation.siret) };
  }

  return {
    of: async ({ id }) => Promise.all((await rattachementsOf(db, id)).map(named)),
    find: async ({ id }, siret) => {
      const found = await findRattachement(db, id, siret);
      return found === undefined ? null : named(found);
    },
    declare: async ({ id }, siret) => {
      const mine = await rattachementsOf(db, id);
      if (mine.some((one) => one.siret === siret)) return 'known';
      if (mine.length >= MAX_ORGANISATIONS) return 'too_many';
      await addRattachement(db, { compte: id, siret, origine: 'declare', at: now(), verified: false });
      return 'declared';
    },
    leave: ({ id }, siret) => together(db, (work) => removeRattachement(work, { compte: id, siret })),
    colleagues: async (siret) => ({
      members: await membersOf(db, siret),
      declared: (await rattachementsTo(db, siret)).filter(({ verifie_le }) => verifie_le === null).length,
      awaited: await invitationsTo(db, siret, now()),
    }),
    invite: async (from, { siret, email }, address) => {
      if ((await membersOf(db, siret)).some((member) => member.email === email)) return 'member';
      if (!(await requests.admits(address)) || !(await requests.mayMail(email))) return 'too_often';
      const name = await organisationName(siret);
      await together(db, async (work) => {
        const at = now();
        const { key, empreinte } = newKey();
        const expire_le = keptUntil('invitation', at);
        await keepInvitation(work, {
          id: randomUUID(),
          empreinte,
          email,
          siret,
          invite_par: from.id,
          cree_le: at,
          expire_le,
        });
        await queueMail(work, invitationMail({ email, siret, name, from, key }, addresses), at);
      });
      return 'sent';
    },
    cancel: (siret, id) => cancelInvitation(db, { id, siret }),
    received: async ({ email }) => {
      const invitations = await invitationsFor(db, email, now());
      return (await Promise.all(invitations.map(receivedOf))).filter((one) => one !== null);
    },
    byKey: async (key) => {
      const invitation = await findInvitation(db, printOf(key), now());
      return invitation === undefined ? null : receivedOf(invitation);
    },
    accept: async (compte, id) => {
      const awaited = (await invitationsFor(db, compte.email, now())).find((one) => one.id === id);
      if (awaited === undefined) return null;
      // Before the transaction: whoever knows names asks the database by another way.
      const name = await organisationName(awaited.siret);
      return together(db, async (work) => {
        const at = now();
        const invitation = await takeInvitation(work, { id, email: compte.email }, at);
        if (invitation === undefined) return null;
        const { siret, invite_par } = invitation;
        const theirs = await findRattachement(work, invite_par, siret);
        const from = await findCompte(work, invite_par);
        if (!theirs?.verifie_le || from === undefined || from.desactive_le !== null) return null;
        const taken = { compte: compte.id, siret, origine: 'invitation', at, verified: true } as const;
        const rattachement = await addRattachement(work, taken);
        await queueMail(work, acceptedMail({ to: from.email, who: compte, siret, name }, addresses), at);
        return { rattachement, name };
      });
    },
    decline: ({ email }, id) =>
      together(db, async (work) => (await takeInvitation(work, { id, email }, now())) !== undefined),
    sweep: () => dropDeadInvitations(db, now()),
  };
}
