import type { FastifyInstance } from 'fastify';
import { keptSince } from '../core/conservation.ts';
import { AVIS_OWNER, avisOwner, createAvis } from '../jetons/echeances/avis.ts';
import { createCalendrier } from '../jetons/echeances/calendrier.ts';
import { createLectureFin } from '../jetons/echeances/lecture.ts';
import { createProlongation } from '../jetons/prolongation/prolongation.ts';
import { calendarRoutes } from '../portal/calendrier/routes.ts';
import { renewalRoutes } from '../portal/jetons/renouvellement/routes.ts';
import { dropOldAvis } from '../records/avis-de-jetons.ts';
import { dropOldProlongations } from '../records/prolongations.ts';
import type { Admission } from './admission.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

const TOLD_EVERY_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

interface EcheancesGround {
  readonly ground: Ground;
  readonly kept: Kept;
  readonly admission: Admission;
}

/** The ends of tokens: who is told, how they are renewed, the calendar of them. */
export function openEcheances({ ground, kept, admission }: EcheancesGround) {
  const { config, clock, log } = ground;
  const { db } = kept;
  const { publicUrl } = config;
  const avertir = createAvis({ db, clock, publicUrl, prolongation: config.prolongation });
  const prolongation = config.prolongation
    ? createProlongation({ db, clock, publicUrl, jetonsChanges: () => admission.registerFeed.refresh() })
    : null;
  const lecture = createLectureFin({ db, clock });
  const calendrier = createCalendrier({ db, clock });
  return {
    pages: [
      (app: FastifyInstance) => renewalRoutes(app, { lecture, prolongation }),
      (app: FastifyInstance) => calendarRoutes(app, { calendrier, publicUrl }),
    ],
    owners: { [AVIS_OWNER]: avisOwner },
    upkeep: [
      {
        name: 'avis de fin de jetons',
        everyMs: TOLD_EVERY_MS,
        run: async () => {
          const told = await avertir();
          if (told > 0) log.info({ courriels: told }, 'fins de jetons annoncées');
        },
      },
      {
        name: 'avis de fin de jetons et prolongations, anciens',
        everyMs: HOUR_MS,
        run: async () => {
          const before = keptSince('fin_jeton', new Date(clock.now()));
          await dropOldAvis(db, before);
          await dropOldProlongations(db, before);
        },
      },
    ],
  };
}
