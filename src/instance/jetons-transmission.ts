import { keptSince } from '../core/conservation.ts';
import { LIEN_OWNER } from '../jetons/transmission/courriels.ts';
import { createOuverture } from '../jetons/transmission/ouverture.ts';
import { createLienOwner } from '../jetons/transmission/proprietaire.ts';
import { createTransmission } from '../jetons/transmission/transmission.ts';
import { handedOverRoutes } from '../portal/jeton-transmis/routes.ts';
import { transmissionRoutes } from '../portal/jetons/transmission/routes.ts';
import { dropOldAffichages } from '../records/affichages-de-jetons.ts';
import { dropOldLiens } from '../records/liens-de-jetons.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';
import { valeurDe } from './own-jetons.ts';

const HOUR_MS = 3_600_000;

/** Tokens handed over by a link of four hours. */
export function openTransmission({ ground, kept: { db }, admission, access }: JetonsGround): JetonsPart {
  const { clock, config, endpoints } = ground;
  const { publicUrl } = config;
  const transmission = createTransmission({ db, clock, publicUrl });
  const ouverture = createOuverture({ db, clock, publicUrl, valeurDe: valeurDe(admission.sign) });
  return {
    pages: [
      (app) => transmissionRoutes(app, { transmission }),
      (app) => handedOverRoutes(app, { ...access, ouverture, endpoints }),
    ],
    upkeep: [
      {
        name: 'liens de jetons anciens',
        everyMs: HOUR_MS,
        run: async () => {
          const before = keptSince('lien_jeton', new Date(clock.now()));
          await dropOldLiens(db, before);
          await dropOldAffichages(db, before);
        },
      },
    ],
    owners: { [LIEN_OWNER]: createLienOwner(clock) },
  };
}
