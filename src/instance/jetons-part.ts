import type { Task } from '../platform/schedule.ts';
import type { PortalPart } from '../portal/portal.ts';
import type { PortalAccess } from '../portal/shared/access.ts';
import type { Admission } from './admission.ts';
import type { EnvoiOwner } from './deliveries.ts';
import type { Ground } from './ground.ts';
import type { Habilitations } from './habilitations.ts';
import type { Kept } from './kept.ts';

/** What each part of the life of tokens is made from. */
export interface JetonsGround {
  readonly ground: Ground;
  readonly kept: Kept;
  readonly admission: Admission;
  readonly access: PortalAccess;
  readonly habilitations: Habilitations;
}

/** One part of the life of tokens: its pages, what it does once for all nodes, the mails that it owns. */
export interface JetonsPart {
  readonly pages?: readonly PortalPart[];
  readonly upkeep?: readonly Task[];
  readonly owners?: Readonly<Record<string, EnvoiOwner>>;
}
