import type { Children } from '@kitajs/html';
import type { PeriodTally } from '../../watch/tally.ts';
import { callWords, count } from './words.ts';

const WIDTH = 600;
const HEIGHT = 140;
const GAP_SHARE = 0.25;

interface CallsChartProps {
  /** Unique on the page: what names the figure. */
  readonly id: string;
  readonly title: string;
  readonly tallies: readonly PeriodTally[];
  readonly nameOf: (period: string) => string;
  /** The same figures as a table. */
  readonly children?: Children;
}

/** One bar a period, those that were given an answer at its foot; what it shows is said in a sentence, and again in a table. */
export function CallsChart({ id, title, tallies, nameOf, children }: CallsChartProps): JSX.Element {
  const most = tallies.reduce((best, tally) => (tally.calls > best.calls ? tally : best));
  const [first, last] = [tallies[0], tallies.at(-1)];
  return (
    <figure class="courbe" aria-labelledby={id}>
      <figcaption>
        <h3 id={id} class="fr-h6 fr-mb-1w" safe>
          {title}
        </h3>
        <p class="legende">
          <span class="courbe-reussis" aria-hidden="true" /> information rendue&emsp;
          <span class="courbe-autres" aria-hidden="true" /> autre réponse
          <br />
          <span safe>{summary(most, nameOf)}</span>
        </p>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title} : ${summary(most, nameOf)}`}>
        {tallies.map((tally, rank) => (
          <Bar tally={tally} rank={rank} bars={tallies.length} most={most.calls} />
        ))}
        <rect class="courbe-axe" y={String(HEIGHT - 1)} width={String(WIDTH)} height="1" />
      </svg>
      <p class="courbe-bornes" aria-hidden="true">
        <span safe>{first === undefined ? '' : nameOf(first.period)}</span>
        <span safe>{last === undefined ? '' : nameOf(last.period)}</span>
      </p>
      {children}
    </figure>
  );
}

interface BarProps {
  readonly tally: PeriodTally;
  readonly rank: number;
  readonly bars: number;
  readonly most: number;
}

function Bar({ tally: { calls, answered }, rank, bars, most }: BarProps): JSX.Element {
  const room = WIDTH / bars;
  const width = room * (1 - GAP_SHARE);
  const x = rank * room + (room - width) / 2;
  // What was called at all is seen.
  const height = most === 0 || calls === 0 ? 0 : Math.max(2, (calls / most) * (HEIGHT - 4));
  const foot = calls === 0 ? 0 : (answered / calls) * height;
  return (
    <>
      <rect class="courbe-autres" {...box(x, HEIGHT - height, width, height - foot)} />
      <rect class="courbe-reussis" {...box(x, HEIGHT - foot, width, foot)} />
    </>
  );
}

function box(x: number, y: number, width: number, height: number): Record<'x' | 'y' | 'width' | 'height', string> {
  return { x: x.toFixed(1), y: y.toFixed(1), width: width.toFixed(1), height: height.toFixed(1) };
}

function summary(most: PeriodTally, nameOf: (period: string) => string): string {
  if (most.calls === 0) return 'Aucun appel sur cette période.';
  const given = most.answered === most.calls ? 'tous avec' : `dont ${count(most.answered)} avec`;
  return `Le plus haut : ${nameOf(most.period)}, ${callWords(most.calls)}, ${given} une information rendue.`;
}
