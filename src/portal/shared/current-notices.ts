import { createHash } from 'node:crypto';
import type { Ongoing } from '../../watch/ongoing.ts';
import type { FrameNotice } from '../views/frame.ts';
import { dateTimeOf, hourOf } from './dates.ts';

const SOON_MS = 24 * 3_600_000;

/** What every page says above its header: grave incidents, and services that are or will soon be closed. */
export function currentNotices(ongoing: Ongoing, now: Date): FrameNotice[] {
  const grave = ongoing.incidents.filter(({ gravite }) => gravite !== 'mineure');
  const closing = ongoing
    .maintenances(now)
    .filter(({ coupure, debut }) => coupure && debut.getTime() - now.getTime() <= SOON_MS);
  return [
    ...grave.map(({ id, titre, gravite, prochaine_action }) => ({
      tone: gravite === 'critique' ? ('alert' as const) : ('warning' as const),
      title: gravite === 'critique' ? 'Incident critique' : 'Incident majeur',
      text: prochaine_action === '' ? titre : `${titre}. ${prochaine_action}`,
      href: `/incidents/${id}`,
      link: 'Suivre cet incident',
      ...ongoingNotice(`incident-${id}`, [titre, prochaine_action, gravite]),
    })),
    ...closing.map(({ id, titre, debut, fin }) => ({
      tone: 'info' as const,
      title: debut <= now ? 'Maintenance en cours' : 'Maintenance annoncée',
      text: debut <= now ? `${titre}, jusqu’à ${hourOf(fin)}` : `${titre}, le ${dateTimeOf(debut)}`,
      href: `/maintenances/${id}`,
      link: 'Voir cette maintenance',
      ...ongoingNotice(`maintenance-${id}`, [titre, String(debut <= now), fin.toISOString()]),
    })),
  ];
}

/** Who has closed it sees it again when something more is told, and not before. */
function ongoingNotice(name: string, words: readonly string[]): Pick<FrameNotice, 'isOngoing' | 'closes'> {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 12);
  return { isOngoing: true, closes: `${name}-${digest}` };
}
