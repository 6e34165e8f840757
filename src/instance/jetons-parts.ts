import type { Attente } from '../portal/shared/attente.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';
import { openStatistiques } from './jetons-statistiques.ts';

/** Every part of the life of tokens but what they consume. A new one is a folder in `src/jetons/`, and one line here. */
export function openJetonsParts(from: JetonsGround): Required<JetonsPart> {
  const parts: readonly JetonsPart[] = [openStatistiques(from)];
  return {
    pages: parts.flatMap(({ pages = [] }) => pages),
    upkeep: parts.flatMap(({ upkeep = [] }) => upkeep),
    owners: Object.assign({}, ...parts.map(({ owners = {} }) => owners)),
    attentes: async (compte) => {
      const waiting: Attente[] = [];
      for (const { attentes } of parts) waiting.push(...((await attentes?.(compte)) ?? []));
      return waiting;
    },
  };
}
