import { openAttestations } from './attestations.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';

/** Every part of the life of tokens but what they consume. A new one is a folder in `src/jetons/`, and one line here. */
export function openJetonsParts(from: JetonsGround): Required<JetonsPart> {
  const parts: readonly JetonsPart[] = [openAttestations(from)];
  return {
    pages: parts.flatMap(({ pages = [] }) => pages),
    upkeep: parts.flatMap(({ upkeep = [] }) => upkeep),
    owners: Object.assign({}, ...parts.map(({ owners = {} }) => owners)),
  };
}
