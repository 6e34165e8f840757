import type { Clock } from '../core/clock.ts';
import { type Appartenance, appartenanceDe, choisirResume } from '../records/editeur-comptes.ts';
import type { Db } from '../records/work.ts';
import { lundiDe } from './regles.ts';

/** The editor that someone works for, and what he is written to about it. */
export interface EspaceEditeur {
  /** Null for who works for none. */
  de(compte: string): Promise<Appartenance | null>;
  /** From next Monday on, or no more. */
  choisirResume(compte: string, resume: boolean): Promise<void>;
}

export function createEspaceEditeur(db: Db, clock: Clock): EspaceEditeur {
  return {
    de: async (compte) => (await appartenanceDe(db, compte)) ?? null,
    choisirResume: (compte, resume) => choisirResume(db, compte, resume, lundiDe(new Date(clock.now()))),
  };
}
