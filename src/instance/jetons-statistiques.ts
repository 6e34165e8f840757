import { keptSince } from '../core/conservation.ts';
import { createBureauJustifications } from '../jetons/justifications/bureau.ts';
import { createLectureJustifications } from '../jetons/justifications/lecture.ts';
import { createLectureStatistiques } from '../jetons/statistiques/lecture.ts';
import { expliquer } from '../jetons/traces/explication.ts';
import { createLectureTraces } from '../jetons/traces/recherche.ts';
import { justificationAdministration } from '../portal/administration/justifications/routes.ts';
import { justificationRoutes } from '../portal/jetons/justifications/routes.ts';
import { tokenStatisticsRoutes } from '../portal/jetons/statistiques/routes.ts';
import { tokenTracesRoutes } from '../portal/jetons/traces/routes.ts';
import type { Attente } from '../portal/shared/attente.ts';
import { dropOldAppels, regrouperAppels } from '../records/appels-de-jetons.ts';
import { dropJustificationsBefore, type Justification } from '../records/justifications.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';

const HOUR_MS = 3_600_000;

/** How the calls of tokens went, each of them, and what operators ask of them. */
export function openStatistiques({ ground, kept }: Pick<JetonsGround, 'ground' | 'kept'>): JetonsPart {
  const { clock, endpoints, config } = ground;
  const { db } = kept;
  const { publicUrl, supportEmails } = config;
  const justifications = {
    bureau: createBureauJustifications({ db, clock, publicUrl, supportEmails }),
    lecture: createLectureJustifications(db, clock),
    endpoints,
  };
  const demandees = async (jti: string) => (await justifications.lecture.attendues(jti)).map(attenteOf);
  const traces = { lecture: createLectureTraces({ db, clock }), expliquer: explainer(db, endpoints) };
  return {
    pages: [
      (app) =>
        tokenStatisticsRoutes(app, { lecture: createLectureStatistiques(db, clock), services: endpoints, demandees }),
      (app) => tokenTracesRoutes(app, { ...traces, endpoints, demandees }),
      (app) => justificationRoutes(app, justifications),
      (app) => justificationAdministration(app, justifications),
    ],
    attentes: async ({ id }) => (await justifications.lecture.attenduesDe(id)).map(attenteOf),
    upkeep: [
      {
        name: 'statistiques des jetons',
        everyMs: HOUR_MS,
        run: async () => {
          const now = new Date(clock.now());
          await regrouperAppels(db, now);
          await dropOldAppels(db, keptSince('trace', now));
        },
      },
      {
        name: 'justifications anciennes',
        everyMs: HOUR_MS,
        run: () => dropJustificationsBefore(db, keptSince('justification', new Date(clock.now()))),
      },
    ],
  };
}

const explainer =
  (db: JetonsGround['kept']['db'], services: JetonsGround['ground']['endpoints']) =>
  (trace: Parameters<typeof expliquer>[1]) =>
    expliquer(db, trace, services);

const attenteOf = ({ numero, sujet }: Justification): Attente => ({
  href: `/compte/justifications/${numero}`,
  label: `Répondre à la justification demandée sur « ${sujet} »`,
});
