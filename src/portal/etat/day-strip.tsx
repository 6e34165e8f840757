import type { State } from '../../watch/service-states.ts';
import { stateWords } from '../shared/state-words.ts';

const WIDTH = 6;
const GAP = 2;
const HEIGHT = 20;
const heights: Readonly<Record<State, number>> = { up: HEIGHT, incomplet: 14, maintenance: 11, down: 8, inconnu: 2 };

/** The last 24 hours, one bar an hour; the height of a bar repeats its colour. */
export function DayStrip({ hours, name }: { hours: readonly State[]; name: string }): JSX.Element {
  const width = hours.length * (WIDTH + GAP) - GAP;
  return (
    <svg
      class="bandelette"
      role="img"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={String(width)}
      height={String(HEIGHT)}
      aria-label={`${name}, dernières 24 heures : ${told(hours)}`}
    >
      {hours.map((state, rank) => (
        <rect
          class={`barre-${state}`}
          x={String(rank * (WIDTH + GAP))}
          y={String(HEIGHT - heights[state])}
          width={String(WIDTH)}
          height={String(heights[state])}
        />
      ))}
    </svg>
  );
}

function told(hours: readonly State[]): string {
  const counts = new Map<State, number>();
  for (const state of hours) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} h « ${stateWords[state].toLowerCase()} »`).join(', ');
}
