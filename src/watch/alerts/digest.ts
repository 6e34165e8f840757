import { parisClock } from '../../core/dates/paris-clock.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { Alerte } from '../../records/alertes.ts';
import type { SondesDuJour } from '../../records/sondes.ts';
import { type AlertMessage, type Links, links, list, stateLine } from './message.ts';
import { counted, dayOf, momentOf, named } from './words.ts';

const AT_MINUTE = 8 * 60;
const DAY_MS = 86_400_000;
/** What the seed promises, in percent. */
const PROMISED = 99.5;

/** The day (`AAAA-MM-JJ`, Paris) of the last digest that was due: 8 o'clock is once a day, whatever the season. */
export function digestDay(now: Date): string {
  const { date, minutesOfDay } = parisClock(now.getTime());
  return minutesOfDay >= AT_MINUTE ? date : dayBefore(date);
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

export interface DigestFacts {
  /** Day on which it is told; it tells of the day before. */
  readonly day: string;
  readonly open: readonly Alerte[];
  /** Opened or closed since the last digest. */
  readonly changed: readonly Alerte[];
  /** Availability for callers on the day before, in percent. */
  readonly calls: number | null;
  readonly probes: readonly SondesDuJour[];
  readonly endpoints: readonly Endpoint[];
  /** Segments of traces that wait, where this process knows. */
  readonly segments: number | null;
}

export interface Digest {
  readonly message: AlertMessage;
  /** Nothing is wrong, nothing was: not worth a message unless asked for. */
  readonly isQuiet: boolean;
}

/** What is wrong this morning, what was since the last one, and how yesterday went. */
export function digest(facts: DigestFacts, where: Links): Digest {
  const { day, open, changed, segments } = facts;
  const over = changed.filter(({ close_le }) => close_le !== null);
  const poor = poorEndpoints(facts);
  const isQuiet = open.length === 0 && changed.length === 0 && poor.length === 0 && (facts.calls ?? 100) >= PROMISED;
  const sections = [
    open.length === 0 ? 'Aucune alerte en cours.' : list('En cours', open.map(stateLine)),
    list('Terminé depuis le bilan précédent', over.map(pastLine)),
    availability(facts, poor),
    segments === null ? '' : `Traces en attente d’expédition : ${counted(segments, 'segment')}.`,
    links('bilan', where.publicUrl),
  ];
  return {
    isQuiet,
    message: {
      cle: `bilan:${day}`,
      genre: 'bilan',
      evenement: 'bilan',
      sujet: `Bilan du matin : ${isQuiet ? 'rien à signaler' : inShort(open.length, over.length)}`,
      texte: sections.filter((section) => section !== '').join('\n\n'),
      endpoints: [...new Set(open.flatMap(({ endpoints }) => endpoints))],
    },
  };
}

function inShort(open: number, over: number): string {
  const told = [
    open === 0 ? '' : `${counted(open, 'alerte')} en cours`,
    over === 0 ? '' : `${counted(over, 'alerte')} ${over > 1 ? 'terminées' : 'terminée'}`,
  ];
  return told.filter((part) => part !== '').join(', ') || 'disponibilité sous l’engagement';
}

function pastLine({ sujet, texte, ouverte_le, close_le }: Alerte): string {
  return `${sujet} : ${texte} ; du ${momentOf(ouverte_le)} au ${momentOf(close_le ?? ouverte_le)}`;
}

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });
const percent = (rate: number | null): string => (rate === null ? 'aucune mesure' : `${number.format(rate)} %`);

function availability({ day, calls, probes }: DigestFacts, poor: readonly string[]): string {
  const yesterday = dayOf(new Date(`${dayBefore(day)}T12:00:00Z`));
  const seen = `Disponibilité du ${yesterday} : ${percent(calls)} des appels, ${percent(probeRate(probes))} des sondes.`;
  return poor.length === 0 ? seen : `${seen}\n${list(`Sous ${percent(PROMISED)}, d’après la sonde`, poor)}`;
}

/** Failures within announced maintenance are nobody's fault. */
function probeRate(probes: readonly SondesDuJour[]): number | null {
  const total = probes.reduce((sum, { sondes, en_maintenance }) => sum + sondes - en_maintenance, 0);
  const succeeded = probes.reduce((sum, { reussies }) => sum + reussies, 0);
  return total === 0 ? null : Math.round((succeeded / total) * 10_000) / 100;
}

function poorEndpoints({ probes, endpoints }: DigestFacts): string[] {
  return endpoints.flatMap((endpoint) => {
    const rate = probeRate(probes.filter((count) => count.endpoint === endpoint.name));
    return rate === null || rate >= PROMISED ? [] : [`${named(endpoint)} : ${percent(rate)}`];
  });
}
