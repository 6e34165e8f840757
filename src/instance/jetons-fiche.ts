import { createLectureDeJetons, type LectureDeJetons } from '../jetons/fiche/lecture.ts';
import { jetonRoutes } from '../portal/jetons/fiche/routes.ts';
import type { Admission } from './admission.ts';
import type { Ground } from './ground.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';
import type { Kept } from './kept.ts';
import { valeurDe } from './own-jetons.ts';

/** What is read of the tokens that people look after. */
export function openLectureDeJetons({ clock }: Ground, { db }: Kept, { sign }: Admission): LectureDeJetons {
  return createLectureDeJetons({ db, clock, valeurDe: valeurDe(sign) });
}

/** The list of one's tokens, and each of them. */
export function openFiches({ ground, kept, admission, access, habilitations }: JetonsGround): JetonsPart {
  const jetons = openLectureDeJetons(ground, kept, admission);
  return { pages: [(app) => jetonRoutes(app, { ...access, jetons, services: ground.rooms, habilitations })] };
}
