import type { JaugeDeGroupe, Service } from '../../../jetons/consommation/compteurs.ts';

export const CONSOMMATION = '/compte/consommation';
export const BANNISSEMENT = '/compte/bannissement';

export const accountTrail: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
];

const groups: Readonly<Record<string, string>> = { json: 'Données (JSON)', documents: 'Documents' };

/** A group of the limits as callers know it. */
export function groupName({ nom, services }: Pick<JaugeDeGroupe, 'nom' | 'services'>): string {
  return groups[nom] ?? services[0]?.title ?? nom;
}

/** A service as callers know it; its address when it is no longer in the catalogue. */
export function serviceName(endpoint: string, services: readonly Service[]): string {
  return services.find(({ name }) => name === endpoint)?.title ?? (endpoint === '' ? '/v2' : `/v2/${endpoint}`);
}

const digits = new Intl.NumberFormat('fr-FR');

/** « 1 appel », « 1 250 appels ». */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${digits.format(count)} ${count > 1 ? many : one}`;
}

const clock = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** « 14 h 02 min 09 s », in Paris: a window ends at a second. */
export function secondOf(instant: Date): string {
  const [hour, minute, second] = clock.format(instant).split(':');
  return `${hour} h ${minute} min ${second} s`;
}

/** « 60 secondes », « 5 minutes », « 12 heures ». */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds % 3600 === 0) return counted(seconds / 3600, 'heure');
  return seconds % 60 === 0 && seconds > 60 ? counted(seconds / 60, 'minute') : counted(seconds, 'seconde');
}
