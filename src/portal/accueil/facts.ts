import { recentStatus } from '../../watch/recent-status.ts';
import type { StatusSource } from '../../watch/status-source.ts';
import type { YearRate } from '../../watch/year-rate.ts';
import { summary } from '../shared/state-summary.ts';

/** What works now, in a line. */
interface NowLine {
  readonly sentence: string;
  readonly tone: 'up' | 'down' | 'inconnu';
  /** Titles of what does not work. */
  readonly ill: readonly string[];
  /** How many have not been checked lately, while others have. */
  readonly unchecked: number;
  readonly lastCheck: Date | null;
}

/** What the home page says of the moment; null = it could not be read. */
export interface HomeFacts {
  readonly now: NowLine | null;
  readonly year: YearRate | null;
}

/** Reads them at most every few seconds. The home page is worth showing without them: what fails is told to the log alone. */
export function homeFacts(status: StatusSource, logError: (error: unknown) => void): () => Promise<HomeFacts> {
  const recently = recentStatus(status);
  const orNull = (error: unknown): null => {
    logError(error);
    return null;
  };
  return async () => {
    const [told, rate] = await Promise.all([nowLine(recently).catch(orNull), recently.year().catch(orNull)]);
    return { now: told, year: rate };
  };
}

async function nowLine(status: Pick<StatusSource, 'states'>): Promise<NowLine> {
  const states = await status.states();
  const checks = states.flatMap(({ last }) => (last === null ? [] : [last.faite_le.getTime()]));
  const ill = states.filter(({ state }) => state !== 'up' && state !== 'inconnu');
  const known = states.some(({ state }) => state !== 'inconnu');
  return {
    sentence: summary(states),
    tone: !known ? 'inconnu' : ill.length === 0 && states.every(({ state }) => state === 'up') ? 'up' : 'down',
    ill: ill.map(({ endpoint }) => endpoint.title),
    unchecked: known ? states.filter(({ state }) => state === 'inconnu').length : 0,
    lastCheck: checks.length === 0 ? null : new Date(Math.max(...checks)),
  };
}
