import { keptSince } from '../core/conservation.ts';
import { createTokenReader } from '../gateway/jetons/signing.ts';
import { createAdministrationJetons } from '../jetons/rotation/administration.ts';
import { createBureauRotation } from '../jetons/rotation/bureau.ts';
import { createLectureRotation } from '../jetons/rotation/lecture.ts';
import { createRegistre } from '../jetons/rotation/registre.ts';
import { createTrouves } from '../jetons/rotation/trouves.ts';
import { jetonAdministration } from '../portal/administration/jetons/routes.ts';
import { foundTokenRoutes } from '../portal/jeton-trouve/routes.ts';
import { rotationRoutes } from '../portal/jetons/rotation/routes.ts';
import { dropRefus401Before } from '../records/refus-401.ts';
import { dropOldRetraits } from '../records/retraits.ts';
import type { JetonsGround, JetonsPart } from './jetons-part.ts';

const HOUR_MS = 3_600_000;

/** Tokens that leak, are replaced, withdrawn, and given back. */
export function openRotation({ ground, kept, admission }: JetonsGround): JetonsPart {
  const { clock, config, log } = ground;
  const { db } = kept;
  const jetonsChanges = () => admission.registerFeed.refresh();
  const acting = { db, clock, publicUrl: config.publicUrl, jetonsChanges };
  const [bureau, administration] = [createBureauRotation(acting), createAdministrationJetons(acting)];
  const [lecture, registre] = [createLectureRotation({ db, clock }), createRegistre({ db, clock })];
  const trouves = createTrouves({
    ...acting,
    lire: createTokenReader(admission.secrets),
    exploitants: config.supportEmails,
  });
  async function signaler(texte: string): Promise<void> {
    for (const jti of await trouves(texte)) log.warn({ jti }, 'un jeton valable a été trouvé par quelqu’un');
  }
  return {
    pages: [
      (app) => rotationRoutes(app, { bureau, lecture }),
      (app) => foundTokenRoutes(app, { signaler }),
      (app) => jetonAdministration(app, { registre, administration }),
    ],
    upkeep: [
      {
        name: 'retraits de jetons et refus anciens',
        everyMs: HOUR_MS,
        run: async () => {
          const now = new Date(clock.now());
          await dropOldRetraits(db, keptSince('retrait_jeton', now));
          await dropRefus401Before(db, keptSince('appel_refuse', now));
        },
      },
    ],
  };
}
