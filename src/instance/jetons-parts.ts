import type { Task } from '../platform/schedule.ts';
import type { PortalPart } from '../portal/portal.ts';
import type { PortalAccess } from '../portal/shared/access.ts';
import type { Admission } from './admission.ts';
import type { EnvoiOwner } from './deliveries.ts';
import type { Ground } from './ground.ts';
import type { Habilitations } from './habilitations.ts';
import { openEcheances } from './jetons-echeances.ts';
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

/** Every part of the life of tokens but what they consume. A new one is a folder in `src/jetons/`, and one line here. */
export function openJetonsParts(from: JetonsGround): Required<JetonsPart> {
  const parts: readonly JetonsPart[] = [openEcheances(from)];
  return {
    pages: parts.flatMap(({ pages = [] }) => pages),
    upkeep: parts.flatMap(({ upkeep = [] }) => upkeep),
    owners: Object.assign({}, ...parts.map(({ owners = {} }) => owners)),
  };
}
