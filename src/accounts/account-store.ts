import type { Login } from '../records/comptes.ts';
import type { Entrouverte } from '../records/connexions-entrouvertes.ts';
import type { OpenSession, Session } from '../records/sessions.ts';
import type { Tentatives } from '../records/tentatives-connexion.ts';

/** The session in force at `now`: neither over nor idle since before `idleSince`. */
export interface InForce {
  readonly now: Date;
  readonly idleSince: Date;
}

/** What the database keeps of accounts, as logging in and being logged in need it. */
export interface AccountStore {
  findMotDePasse(email: string): Promise<Login | undefined>;
  /** Tells its holder. */
  putPassword(compte: { readonly id: string; readonly email: string }, motDePasse: string): Promise<void>;
  insertEntrouverte(entrouverte: Entrouverte): Promise<void>;
  findEntrouverte(empreinte: string, now: Date): Promise<(Entrouverte & { readonly email: string }) | undefined>;
  deleteEntrouverte(empreinte: string): Promise<boolean>;
  dropDeadEntrouvertes(now: Date): Promise<void>;
  insertSession(session: Session, replaced: string | null): Promise<void>;
  findOpenSession(empreinte: string, inForce: InForce): Promise<OpenSession | undefined>;
  listSessions(compte: string, inForce: InForce): Promise<Session[]>;
  touchSession(empreinte: string, at: Date): Promise<void>;
  deleteSession(empreinte: string): Promise<void>;
  deleteSessionOf(compte: string, empreinte: string): Promise<boolean>;
  deleteOtherSessions(compte: string, kept: string): Promise<number>;
  dropDeadSessions(inForce: InForce): Promise<void>;
  countTentative(cle: string, period: { now: Date; since: Date }): Promise<Tentatives>;
  forgiveTentatives(keys: { compte: string; adresse: string }): Promise<void>;
  dropTentativesBefore(before: Date): Promise<void>;
}
