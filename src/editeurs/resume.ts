import type { Clock } from '../core/clock.ts';
import { parisClock } from '../core/dates/paris-clock.ts';
import { abonnesAuResume, marquerResume, veutResume } from '../records/editeur-comptes.ts';
import { queueMail } from '../records/envois.ts';
import {
  compteDeleguees,
  type HabilitationDeleguee,
  habilitationsDeleguees,
} from '../records/habilitations-deleguees.ts';
import { type Db, together } from '../records/work.ts';
import { courrielResume } from './courriels.ts';
import { ECHEANCE_JOURS, joursApres, lundiDe, mesureDe } from './regles.ts';

interface Options {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
}

/** On Monday, mails wait for people to be at work: minutes since midnight. */
const OPENS_AT = 8 * 60;
/** Accounts at each look; the others wait for the next one. */
const AT_ONCE = 200;
/** Named in a mail; the page has the others. */
const NAMED = 1000;

interface Contenu {
  readonly echeances: readonly HabilitationDeleguee[];
  readonly souffrantes: readonly HabilitationDeleguee[];
}

/** Tells, once a week, who asked for it what ends soon or suffers among the rights shown to his editor. Gives how many mails. */
export function createResume({ db, clock, publicUrl }: Options): () => Promise<number> {
  async function contenuDe(editeur: string, now: Date): Promise<Contenu> {
    const mesure = mesureDe(now);
    const range = { offset: 0, limit: NAMED };
    const all = { editeur, mots: '', tri: 'fin' } as const;
    const soon = { ...all, finAvant: joursApres(now, ECHEANCE_JOURS), souffrantes: false };
    const suffering = { ...all, finAvant: null, souffrantes: true, tri: 'echecs' } as const;
    if ((await compteDeleguees(db, { ...all, finAvant: null, souffrantes: false }, mesure)) === 0)
      return { echeances: [], souffrantes: [] };
    return {
      echeances: await habilitationsDeleguees(db, soon, mesure, range),
      souffrantes: await habilitationsDeleguees(db, suffering, mesure, range),
    };
  }

  return async () => {
    const now = new Date(clock.now());
    const { weekday, minutesOfDay } = parisClock(now.getTime());
    if (weekday === 1 && minutesOfDay < OPENS_AT) return 0;
    const semaine = lundiDe(now);
    const read = new Map<string, Contenu>();
    let sent = 0;
    for (const { compte, email, editeur, nom } of await abonnesAuResume(db, semaine, AT_ONCE)) {
      const contenu = read.get(editeur) ?? (await contenuDe(editeur, now));
      read.set(editeur, contenu);
      const hasNews = contenu.echeances.length + contenu.souffrantes.length > 0;
      const mail = courrielResume({ to: email, nom, publicUrl, compte, semaine, now, ...contenu });
      const queued = await together(
        db,
        async (work) => (await marquerResume(work, compte, semaine)) && hasNews && (await queueMail(work, mail, now)),
      );
      if (queued) sent++;
    }
    return sent;
  };
}

/** What deliveries ask of the weekly mail: whether it is still asked for. */
export const resumeOwner = {
  wants: (db: Db, compte: string): Promise<boolean> => veutResume(db, compte),
  secretOf: async (): Promise<null> => null,
  delivered: async (): Promise<void> => undefined,
  lost: async (): Promise<void> => undefined,
};
