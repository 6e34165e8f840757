import type { AccountRole } from '../core/account-roles.ts';
import type { Clock } from '../core/clock.ts';
import { keptSince } from '../core/conservation.ts';
import { type Compte, deactivateCompte, findCompte, reactivateCompte } from '../records/comptes.ts';
import {
  type ComptesAsked,
  changeRoles,
  countFound,
  holdAdministrators,
  searchComptes,
} from '../records/comptes-administres.ts';
import { queueMail } from '../records/envois.ts';
import { addActe, dropActesBefore } from '../records/journal-administration.ts';
import { removeRattachement, verifyRattachement } from '../records/rattachements.ts';
import { findSecondFacteur, removeSecondFacteur } from '../records/seconds-facteurs.ts';
import { deleteSessionsOf } from '../records/sessions.ts';
import { type Db, together, type Work } from '../records/work.ts';
import type { Addresses } from './addresses.ts';
import { factorRemovedMail } from './second-factor-mails.ts';

/** Who does something to someone's account, and why. */
export interface Act {
  readonly author: Compte;
  readonly compte: Compte;
  readonly raison: string;
}

/** `last`: the service would be left without an administrator. `stale`: it has changed since it was read. */
type Done = 'done' | 'last' | 'stale';

/** What administrators do to the accounts of others: each act is in the journal with what it does, or not done. */
export interface AccountAdministration {
  count(asked: ComptesAsked): Promise<number>;
  search(asked: ComptesAsked, part: { readonly limit: number; readonly offset: number }): Promise<Compte[]>;
  find(id: string): Promise<Compte | null>;
  hasSecondFactor(compte: Compte): Promise<boolean>;
  changeRoles(
    act: Act,
    roles: { readonly before: readonly AccountRole[]; readonly after: readonly AccountRole[] },
  ): Promise<Done>;
  /** Closes what it had opened too. */
  deactivate(act: Act): Promise<Done>;
  reactivate(act: Act): Promise<Done>;
  closeSessions(act: Act): Promise<number>;
  /** For who has lost it: its holder is told, and why. */
  removeSecondFactor(act: Act): Promise<Done>;
  verifyMembership(act: Act, siret: string): Promise<Done>;
  removeMembership(act: Act, siret: string): Promise<Done>;
  /** Forgets the acts that have been kept as long as traces are. */
  sweep(): Promise<void>;
}

interface AdministrationOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly addresses: Addresses;
}

export function createAccountAdministration({ db, clock, addresses }: AdministrationOptions): AccountAdministration {
  /** Does it and tells it in the journal, together; `stale` leaves no trace since nothing is done. */
  function act(
    acte: string,
    { author, compte, raison }: Act,
    write: (work: Work, at: Date) => Promise<Done | { readonly detail: Record<string, string | readonly string[]> }>,
  ): Promise<Done> {
    return together(db, async (work) => {
      const at = new Date(clock.now());
      const written = await write(work, at);
      if (written === 'stale' || written === 'last') return written;
      const detail = written === 'done' ? {} : written.detail;
      await addActe(work, { auteur: author.email, acte, cible: compte.email, raison, detail }, at);
      return 'done';
    });
  }
  const doneIf = (changed: boolean): Done => (changed ? 'done' : 'stale');
  const isAdministrator = ({ roles, desactive_le }: Pick<Compte, 'roles' | 'desactive_le'>): boolean =>
    roles.includes('administrateur') && desactive_le === null;

  return {
    count: (asked) => countFound(db, asked),
    search: (asked, part) => searchComptes(db, asked, part),
    find: async (id) => (await findCompte(db, id)) ?? null,
    hasSecondFactor: async ({ id }) => Boolean((await findSecondFacteur(db, id))?.actif_le),
    changeRoles: (given, { before, after }) =>
      act('compte.roles', given, async (work) => {
        const left = await holdAdministrators(work);
        const loses = before.includes('administrateur') && !after.includes('administrateur');
        if (loses && isAdministrator(given.compte) && left <= 1) return 'last';
        const changed = await changeRoles(work, given.compte.id, { before, after });
        return changed ? { detail: { avant: before, après: after } } : 'stale';
      }),
    deactivate: (given) =>
      act('compte.desactive', given, async (work, at) => {
        if (isAdministrator(given.compte) && (await holdAdministrators(work)) <= 1) return 'last';
        return doneIf(await deactivateCompte(work, given.compte.id, at));
      }),
    reactivate: (given) =>
      act('compte.reactive', given, async (work) => doneIf(await reactivateCompte(work, given.compte.id))),
    closeSessions: async (given) => {
      let closed = 0;
      await act('compte.sessions', given, async (work) => {
        closed = await deleteSessionsOf(work, given.compte.id);
        return { detail: { sessions: String(closed) } };
      });
      return closed;
    },
    removeSecondFactor: (given) =>
      act('compte.second_facteur', given, async (work, at) => {
        const { id, email } = given.compte;
        if (!(await removeSecondFacteur(work, id))) return 'stale';
        await deleteSessionsOf(work, id);
        await queueMail(work, factorRemovedMail(email, given.raison, addresses), at);
        return 'done';
      }),
    verifyMembership: (given, siret) =>
      act('compte.rattachement_verifie', given, async (work, at) => {
        const verified = await verifyRattachement(work, { compte: given.compte.id, siret }, at);
        return verified ? { detail: { siret } } : 'stale';
      }),
    removeMembership: (given, siret) =>
      act('compte.rattachement_retire', given, async (work) => {
        const removed = await removeRattachement(work, { compte: given.compte.id, siret });
        return removed ? { detail: { siret } } : 'stale';
      }),
    sweep: () => dropActesBefore(db, keptSince('acte_administrateur', new Date(clock.now()))),
  };
}
