import type { Kysely } from 'kysely';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Addresses } from '../accounts/addresses.ts';
import { putPassword } from '../accounts/password-change.ts';
import type { Clock } from '../core/clock.ts';
import { findMotDePasse } from '../records/comptes.ts';
import {
  deleteEntrouverte,
  dropDeadEntrouvertes,
  findEntrouverte,
  insertEntrouverte,
} from '../records/connexions-entrouvertes.ts';
import type { Schema } from '../records/schema.ts';
import {
  deleteOtherSessions,
  deleteSession,
  deleteSessionOf,
  dropDeadSessions,
  findOpenSession,
  insertSession,
  listSessions,
  touchSession,
} from '../records/sessions.ts';
import { countTentative, dropTentativesBefore, forgiveTentatives } from '../records/tentatives-connexion.ts';
import { together } from '../records/work.ts';

/** What every desk of accounts works with. */
export interface Office {
  readonly db: Kysely<Schema>;
  readonly clock: Clock;
  readonly addresses: Addresses;
}

/** What the database keeps of accounts. */
export function accountStore({ db, clock, addresses }: Office): AccountStore {
  return {
    findMotDePasse: (email) => findMotDePasse(db, email),
    putPassword: (compte, motDePasse) =>
      together(db, (work) => putPassword(work, compte, { motDePasse, at: new Date(clock.now()), addresses })),
    insertEntrouverte: (entrouverte) => insertEntrouverte(db, entrouverte),
    findEntrouverte: (empreinte, now) => findEntrouverte(db, empreinte, now),
    deleteEntrouverte: (empreinte) => deleteEntrouverte(db, empreinte),
    dropDeadEntrouvertes: (now) => dropDeadEntrouvertes(db, now),
    insertSession: (session, replaced) => insertSession(db, session, replaced),
    findOpenSession: (empreinte, inForce) => findOpenSession(db, empreinte, inForce),
    listSessions: (compte, inForce) => listSessions(db, compte, inForce),
    touchSession: (empreinte, at) => touchSession(db, empreinte, at),
    deleteSession: (empreinte) => deleteSession(db, empreinte),
    deleteSessionOf: (compte, empreinte) => deleteSessionOf(db, compte, empreinte),
    deleteOtherSessions: (compte, kept) => deleteOtherSessions(db, compte, kept),
    dropDeadSessions: (inForce) => dropDeadSessions(db, inForce),
    countTentative: (cle, period) => countTentative(db, cle, period),
    forgiveTentatives: (keys) => forgiveTentatives(db, keys),
    dropTentativesBefore: (before) => dropTentativesBefore(db, before),
  };
}
