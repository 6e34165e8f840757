import { parisWallMs } from './paris-clock.ts';

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

/** `AAAA-MM-JJTHH:MM` on a clock of Paris: what a date and time field shows. */
export function parisLocal(instant: Date): string {
  return new Date(parisWallMs(instant.getTime())).toISOString().slice(0, 'AAAA-MM-JJTHH:MM'.length);
}

/**
 * The instant at which a clock of Paris shows this; null when it is no date and time. Of the hour that comes twice, the second
 * time; in the one that is skipped, what a clock not yet changed would have shown.
 */
export function parseParisLocal(text: string): Date | null {
  if (!FORM.test(text)) return null;
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(text)) return null;
  const offsetAt = (instant: number): number => parisWallMs(instant) - Math.floor(instant / 1000) * 1000;
  return new Date(wall - offsetAt(wall - offsetAt(wall)));
}
