import { openEditeurs } from './editeurs.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';

/** Every part of the life of tokens but what they consume. A new one is a folder in `src/jetons/`, and one line here. */
export function openJetonsParts(from: JetonsGround): Required<JetonsPart> {
  const parts: readonly JetonsPart[] = [openEditeurs(from)];
  return {
    pages: parts.flatMap(({ pages = [] }) => pages),
    upkeep: parts.flatMap(({ upkeep = [] }) => upkeep),
    owners: Object.assign({}, ...parts.map(({ owners = {} }) => owners)),
    attentes: async (compte) => (await Promise.all(parts.map(({ attentes }) => attentes?.(compte) ?? []))).flat(),
    espaces: async (compte) => (await Promise.all(parts.map(({ espaces }) => espaces?.(compte) ?? []))).flat(),
  };
}
