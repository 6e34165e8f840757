import { keptSince } from '../core/conservation.ts';
import { createAdministrationEditeurs } from '../editeurs/administration.ts';
import { RESUME_OWNER } from '../editeurs/courriels.ts';
import { createBureauDelegations } from '../editeurs/delegations.ts';
import { createBureauDemandes } from '../editeurs/demandes.ts';
import { createEspaceEditeur } from '../editeurs/espace.ts';
import { createLectureEditeur } from '../editeurs/lecture.ts';
import { DEMANDE_JOURS, joursAvant } from '../editeurs/regles.ts';
import { createResume, resumeOwner } from '../editeurs/resume.ts';
import { editorAdministration } from '../portal/administration/editeurs/routes.ts';
import { delegationRoutes } from '../portal/delegations/routes.ts';
import { delegationsOf } from '../portal/delegations/words.ts';
import { editorRoutes } from '../portal/editeur/routes.ts';
import { CLIENTS } from '../portal/editeur/words.ts';
import { dropDelegationsBefore, finirDelegationsSansObjet } from '../records/delegations.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';

const HOUR_MS = 3_600_000;

/** Editors, and what applicants show to them of their rights. */
export function openEditeurs({ ground, kept }: JetonsGround): JetonsPart {
  const { clock, config, endpoints, log } = ground;
  const { db } = kept;
  const desk = { db, clock, publicUrl: config.publicUrl };
  const delegations = createBureauDelegations(desk);
  const espace = createEspaceEditeur(db, clock);
  const lecture = createLectureEditeur({ db, clock, services: endpoints });
  const resumer = createResume(desk);
  return {
    pages: [
      (app) => editorAdministration(app, { editeurs: createAdministrationEditeurs(desk) }),
      (app) => delegationRoutes(app, { delegations }),
      (app) => editorRoutes(app, { espace, lecture, demandes: createBureauDemandes(desk) }),
    ],
    owners: { [RESUME_OWNER]: resumeOwner },
    attentes: async ({ id }) =>
      (await delegations.attendues(id)).map(({ habilitation, numero, nom }) => ({
        href: delegationsOf(habilitation),
        label: `Répondre à l’éditeur ${nom}, qui demande à suivre l’habilitation ${numero}`,
      })),
    espaces: async ({ id }) => ((await espace.de(id)) === null ? [] : [[CLIENTS, 'Espace éditeur']]),
    upkeep: [
      {
        name: 'délégations finies',
        everyMs: HOUR_MS,
        run: async () => {
          const now = new Date(clock.now());
          await finirDelegationsSansObjet(db, joursAvant(now, DEMANDE_JOURS), now);
          await dropDelegationsBefore(db, keptSince('delegation', now));
        },
      },
      {
        name: 'courriels hebdomadaires des éditeurs',
        everyMs: HOUR_MS,
        run: async () => {
          const sent = await resumer();
          if (sent > 0) log.info({ courriels: sent }, 'courriels hebdomadaires des éditeurs');
        },
      },
    ],
  };
}
