import type { Acces } from '../../attestations/acces.ts';
import type { BureauAgents } from '../../attestations/agents.ts';
import type { Consulter } from '../../attestations/consulter.ts';
import type { Historique } from '../../attestations/historique.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { OpenSession } from '../../records/sessions.ts';
import type { PortalAccess } from '../shared/access.ts';

/** Whether a session has more than a password behind it, and how it gets it. */
export interface Preuves {
  /** Whether the account has a second factor in force. */
  isOn(compte: string): Promise<boolean>;
  /** A code of now, given for this session from here. */
  prouver: (who: OpenSession, ...given: ProofGiven) => ReturnType<PortalAccess['accounts']['confirmCode']>;
  /** What the identity provider is called; null without one. */
  readonly provider: string | null;
}

type ProofGiven = [code: string, from: Parameters<PortalAccess['accounts']['confirmCode']>[2]];

export interface AttestationsOptions extends Pick<PortalAccess, 'browserOf'> {
  readonly acces: Acces;
  readonly agents: BureauAgents;
  readonly consulter: Consulter;
  readonly historique: Historique;
  readonly preuves: Preuves;
  readonly endpoints: readonly Endpoint[];
  readonly now: () => Date;
}
