import type { Children } from '@kitajs/html';
import { type BilanDeTranche, type Issue, issues } from '../../../jetons/statistiques/bilan.ts';
import { counted } from '../consommation/words.ts';
import { issueWords } from './words.ts';

const WIDTH = 600;
const HEIGHT = 160;
const GAP_SHARE = 0.2;

interface ChartProps {
  readonly title: string;
  readonly tranches: readonly BilanDeTranche[];
  readonly nameOf: (debut: Date) => string;
  /** The same figures as a table. */
  readonly children?: Children;
}

/** One bar a unit, its four parts told by their pattern as by their colour; said in a sentence, and again in a table. */
export function CallsChart({ title, tranches, nameOf, children }: ChartProps): JSX.Element {
  const most = Math.max(...tranches.map(({ appels }) => appels));
  const summary = summaryOf(tranches, nameOf);
  const [first, last] = [tranches[0], tranches.at(-1)];
  return (
    <figure class="courbe" aria-labelledby="courbe-appels">
      <figcaption>
        <h2 id="courbe-appels" class="fr-h4 fr-mb-1w" safe>
          {title}
        </h2>
        <p class="fr-mb-1w" safe>
          {summary}
        </p>
        <ul class="issues" aria-label="Légende">
          {issues.map((issue) => (
            <li>
              <svg class="issue-legende" viewBox="0 0 16 16" aria-hidden="true">
                <rect {...filled(issue)} {...box(0.5, 0.5, 15, 15)} />
              </svg>{' '}
              <span safe>{`${issueWords[issue].label} (${issueWords[issue].codes})`}</span>
            </li>
          ))}
        </ul>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title} : ${summary}`}>
        <Patterns />
        {tranches.map((tranche, rank) => (
          <Bar tranche={tranche} rank={rank} bars={tranches.length} most={most} />
        ))}
        <rect class="courbe-axe" y={String(HEIGHT - 1)} width={String(WIDTH)} height="1" />
      </svg>
      <p class="courbe-bornes" aria-hidden="true">
        <span safe>{first === undefined ? '' : nameOf(first.debut)}</span>
        <span safe>{last === undefined ? '' : nameOf(last.debut)}</span>
      </p>
      {children}
    </figure>
  );
}

/** Hatching for the caller's errors, a grid for failures: they are told apart without colour. */
function Patterns(): JSX.Element {
  return (
    <defs>
      <pattern id="motif-vosErreurs" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect class="issue-fond" width="6" height="6" />
        <path class="issue-trait-erreur" d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" />
      </pattern>
      <pattern id="motif-pannes" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect class="issue-fond-panne" width="5" height="5" />
        <path class="issue-trait-panne" d="M0 2.5H5M2.5 0V5" />
      </pattern>
    </defs>
  );
}

interface BarProps {
  readonly tranche: BilanDeTranche;
  readonly rank: number;
  readonly bars: number;
  readonly most: number;
}

function Bar({ tranche, rank, bars, most }: BarProps): JSX.Element {
  const room = WIDTH / bars;
  const width = room * (1 - GAP_SHARE);
  const x = rank * room + (room - width) / 2;
  let top = HEIGHT - 1;
  return (
    <>
      {issues.map((issue) => {
        const value = tranche[issue];
        if (value === 0) return '';
        // What happened at all is seen.
        const height = Math.max(1.5, (value / most) * (HEIGHT - 8));
        top -= height;
        return <rect {...filled(issue)} {...box(x, top, width, height)} />;
      })}
    </>
  );
}

function filled(issue: Issue): Readonly<Record<string, string>> {
  const isPattern = issue === 'vosErreurs' || issue === 'pannes';
  return isPattern ? { class: 'issue-motif', fill: `url(#motif-${issue})` } : { class: `issue-${issue}` };
}

function box(x: number, y: number, width: number, height: number): Record<'x' | 'y' | 'width' | 'height', string> {
  return { x: x.toFixed(1), y: y.toFixed(1), width: width.toFixed(1), height: height.toFixed(1) };
}

function summaryOf(tranches: readonly BilanDeTranche[], nameOf: (debut: Date) => string): string {
  const most = tranches.reduce((best, tranche) => (tranche.appels > best.appels ? tranche : best));
  const worst = tranches.reduce((best, tranche) => (tranche.pannes > best.pannes ? tranche : best));
  if (most.appels === 0) return 'Aucun appel sur cette période.';
  const top = `Le plus haut : ${nameOf(most.debut)}, ${counted(most.appels, 'appel')}.`;
  if (worst.pannes === 0) return `${top} Aucune panne.`;
  return `${top} Le plus de pannes : ${nameOf(worst.debut)}, ${counted(worst.pannes, 'panne')}.`;
}
