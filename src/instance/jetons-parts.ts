import { openAttestations } from './attestations.ts';
import { openEditeurs } from './editeurs.ts';
import { openEcheances } from './jetons-echeances.ts';
import { openFiches } from './jetons-fiche.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';
import { openRotation } from './jetons-rotation.ts';
import { openStatistiques } from './jetons-statistiques.ts';
import { openTransmission } from './jetons-transmission.ts';

/** Every part of the life of tokens but what they consume. A new one is a folder in `src/jetons/`, and one line here. */
export function openJetonsParts(from: JetonsGround): Required<JetonsPart> {
  const parts: readonly JetonsPart[] = [
    openFiches(from),
    openTransmission(from),
    openStatistiques(from),
    openEcheances(from),
    openRotation(from),
    openEditeurs(from),
    openAttestations(from),
  ];
  return {
    pages: parts.flatMap(({ pages = [] }) => pages),
    upkeep: parts.flatMap(({ upkeep = [] }) => upkeep),
    owners: Object.assign({}, ...parts.map(({ owners = {} }) => owners)),
    attentes: async (compte) => (await Promise.all(parts.map(({ attentes }) => attentes?.(compte) ?? []))).flat(),
    espaces: async (compte) => (await Promise.all(parts.map(({ espaces }) => espaces?.(compte) ?? []))).flat(),
  };
}
