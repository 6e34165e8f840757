import type { Endpoint } from '../../core/endpoint.ts';
import type { State } from '../service-states.ts';

export const stateWords: Readonly<Record<State, string>> = {
  up: 'en service',
  incomplet: 'réponses incomplètes',
  maintenance: 'en maintenance',
  down: 'en panne',
  inconnu: 'état inconnu',
};

const day = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', day: 'numeric', month: 'long' });
const time = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit' });

/** `24 novembre à 14 h 02`, in Paris: a message may be read the day after. */
export function momentOf(instant: Date): string {
  return `${day.format(instant)} à ${time.format(instant).replace(':', ' h ')}`;
}

const fullDay = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' });

/** `24 novembre 2026`, in Paris. */
export const dayOf = (instant: Date): string => fullDay.format(instant);

/** `18 min`, `3 h 05 min`, `2 jours`: the largest unit that still says something. */
export function lasting(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} jours`;
}

/** `3 endpoints`, `1 endpoint`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count > 1 ? 's' : ''}`;

/** An endpoint with the name under which it is called. */
export const named = ({ title, name }: Endpoint): string => `${title} (${name})`;

export const providerName = ({ providers }: Endpoint): string => providers[0]?.name ?? '';
