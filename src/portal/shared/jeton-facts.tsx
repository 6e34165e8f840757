import type { Carte } from '../../jetons/fiche/lecture.ts';
import { ago } from './dates.ts';
import { endWords, timeLeft } from './jeton-words.ts';

/** Until when a token works: the date, a bar of the time left, and the same in words. */
export function JetonEnd({ carte: { jeton, etat, fin }, now }: { carte: Carte; now: Date }): JSX.Element {
  const left = fin.getTime() - now.getTime();
  const isOver = etat === 'expire' || etat === 'retire';
  return (
    <div class="fin-jeton">
      <p class="fr-mb-0">
        <strong safe>{endWords(etat, fin)}</strong>
        {isOver ? '' : <span safe>{`, encore ${timeLeft(left)}`}</span>}
      </p>
      {isOver ? (
        ''
      ) : (
        <progress
          max={String(Math.max(1, fin.getTime() - jeton.cree_le.getTime()))}
          value={String(Math.max(0, left))}
          aria-label={`Temps restant du jeton ${jeton.sujet}`}
        />
      )}
    </div>
  );
}

/** The token that takes the place of this one. */
export function ReplacedBy({ carte: { jeton, remplacant } }: { carte: Carte }): JSX.Element {
  if (jeton.remplace_par === null) return '';
  return (
    <p class="fr-mb-1w">
      Un autre jeton prend sa place&nbsp;:{' '}
      {remplacant === null ? (
        'demandez-le au demandeur.'
      ) : (
        <a href={`/compte/jetons/${remplacant.jti}`} safe>
          {remplacant.sujet}
        </a>
      )}
    </p>
  );
}

export function lastUse({ usage }: Carte, now: Date): string {
  return usage.dernierLe === null ? 'Aucun depuis 90 jours' : ago(usage.dernierLe, now);
}

const WIDTH = 8;
const GAP = 2;
const HEIGHT = 24;

/** Calls of the last seven days, a bar a day: what it shows is said in words beside it. */
export function WeekStrip({ days }: { days: readonly number[] }): JSX.Element {
  const most = Math.max(1, ...days);
  const width = days.length * (WIDTH + GAP) - GAP;
  return (
    <svg
      class="semaine"
      aria-hidden="true"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={String(width)}
      height={String(HEIGHT)}
    >
      {days.map((count, rank) => {
        const height = count === 0 ? 1 : Math.max(2, Math.round((count / most) * HEIGHT));
        return (
          <rect
            x={String(rank * (WIDTH + GAP))}
            y={String(HEIGHT - height)}
            width={String(WIDTH)}
            height={String(height)}
          />
        );
      })}
    </svg>
  );
}
