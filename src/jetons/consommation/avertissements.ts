import type { Clock } from '../../core/clock.ts';
import { parisClock } from '../../core/dates/paris-clock.ts';
import { jetonOuvre } from '../../core/etat-jeton.ts';
import type { Mail } from '../../core/outgoing.ts';
import { type JetonBanni, jetonsBannis, refusRepetes } from '../../records/consommation.ts';
import { type DestinatairesJeton, destinatairesDesJetons } from '../../records/destinataires-jeton.ts';
import { queueMails } from '../../records/envois.ts';
import type { Db } from '../../records/work.ts';
import type { Regles } from './compteurs.ts';
import { courrielBannissement, courrielRefus } from './courriels.ts';
import { type RefusSerres, refusSerres } from './serre.ts';

interface AvertissementsOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly regles: Regles;
  readonly publicUrl: string;
}

const MINUTE_MS = 60_000;
/** Traces may come to the database late: what is older is told on the pages alone. */
const LOOKED_BACK_MS = 30 * MINUTE_MS;

/** Refused calls that are told by mail: a fifth of what bans, within the same period. */
export function seuilAvertissement({ bannissement }: Regles): number {
  return Math.max(1, Math.ceil(bannissement.refus.nombre / 5));
}

/** Tells, once per token and day, those whose calls are refused again and again; and, once per ban, those whom it cuts off. */
export function createAvertissements({ db, clock, regles, publicUrl }: AvertissementsOptions): () => Promise<number> {
  return async () => {
    const now = new Date(clock.now());
    const seuil = seuilAvertissement(regles);
    const recent = await refusRepetes(db, new Date(now.getTime() - LOOKED_BACK_MS), seuil);
    const serres = refusSerres(recent, { seuil, fenetreMs: regles.bannissement.refus.fenetreMs });
    const bannis = await jetonsBannis(db, now);
    if (serres.length + bannis.length === 0) return 0;
    const named = await destinatairesDesJetons(db, [...new Set([...serres, ...bannis].map(({ jti }) => jti))]);
    const open = new Map(
      named.filter((jeton) => jetonOuvre(jeton, now.getTime())).map((jeton) => [jeton.jti, jeton] as const),
    );
    const told = { regles, publicUrl };
    const mails = [
      ...serres.flatMap((refus) => toEach(open.get(refus.jti), courrielRefus(refus, told), keyOfDay(refus))),
      ...bannis.flatMap((ban) => toEach(open.get(ban.jti), courrielBannissement(ban, told), keyOfBan(ban))),
    ];
    return mails.length === 0 ? 0 : queueMails(db, mails, now);
  };
}

type Ecrire = (jeton: DestinatairesJeton) => Pick<Mail, 'subject' | 'text'>;

function toEach(jeton: DestinatairesJeton | undefined, write: Ecrire, key: string): Mail[] {
  return jeton === undefined ? [] : jeton.emails.map((to) => ({ to, ...write(jeton), key: `${key}:${to}` }));
}

const keyOfDay = ({ jti, minute }: RefusSerres) => `jeton:${jti}:refus-429:${parisClock(minute.getTime()).date}`;

const keyOfBan = ({ jti, adresse, debut }: JetonBanni) => `jeton:${jti}:bannissement:${adresse}:${debut.getTime()}`;
