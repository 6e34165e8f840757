import type { Carte } from '../../jetons/fiche/lecture.ts';
import { Badge } from '../views/badge.tsx';
import { shortDayOf } from './dates.ts';
import { JetonEnd, lastUse, ReplacedBy, WeekStrip } from './jeton-facts.tsx';
import { callsWords, etatJetonWords, failuresWords, qualiteWords } from './jeton-words.ts';

interface JetonCardProps {
  readonly carte: Carte;
  readonly now: Date;
  /** Its heading, under that of the list. */
  readonly level: 'h2' | 'h3';
  /** On the home of the account: without what its own list tells besides. */
  readonly short?: boolean;
}

export const jetonHead = <link rel="stylesheet" href="/statique/jetons.css" />;

/** A token in a few lines, and the ways to go on from it. */
export function JetonCard({ carte, now, level: Heading, short = false }: JetonCardProps): JSX.Element {
  const { jeton, etat, usage } = carte;
  const { tone, label } = etatJetonWords[etat];
  return (
    <li class="carte carte-jeton">
      <Heading class="fr-h5 fr-mb-1w">
        <a href={`/compte/jetons/${jeton.jti}`} safe>
          {jeton.sujet}
        </a>
      </Heading>
      <p class="fr-mb-1w">
        <Badge tone={tone} label={label} /> <span class="discret" safe>{`${qualiteWords[jeton.qualite]}.`}</span>
      </p>
      <JetonEnd carte={carte} now={now} />
      <ReplacedBy carte={carte} />
      <dl class="fiche fr-my-1w">
        {short ? (
          ''
        ) : (
          <>
            <Line term="Délivré le" value={shortDayOf(jeton.cree_le)} />
            <Line term="Dernier appel" value={lastUse(carte, now)} />
          </>
        )}
        <dt>Sur 7 jours</dt>
        <dd>
          <span safe>{callsWords(usage.appels)}</span> <WeekStrip days={usage.parJour} />
        </dd>
        <Line term="Pannes (5xx)" value={failuresWords(usage.pannes, usage.appels)} />
      </dl>
      <Ways carte={carte} />
    </li>
  );
}

function Line({ term, value }: { term: string; value: string }): JSX.Element {
  return (
    <>
      <dt safe>{term}</dt>
      <dd safe>{value}</dd>
    </>
  );
}

function Ways({ carte: { jeton, etat } }: { carte: Carte }): JSX.Element {
  const isMine = jeton.qualite === 'demandeur';
  const isOver = etat === 'expire' || etat === 'retire';
  const ways: readonly (readonly [boolean, string, string])[] = [
    [true, '', 'Voir'],
    [isMine && !isOver, '/transmettre', 'Transmettre'],
    [isMine && etat !== 'retire' && jeton.remplace_par === null, '/renouveler', 'Renouveler'],
    [true, '/statistiques', 'Statistiques'],
  ];
  return (
    <ul class="actions fr-mb-0 suites">
      {ways
        .filter(([isOpen]) => isOpen)
        .map(([, page, label]) => (
          <li>
            <a class="fr-link" href={`/compte/jetons/${jeton.jti}${page}`}>
              <span safe>{label}</span>
              <span class="fr-sr-only" safe>{` : ${jeton.sujet}`}</span>
            </a>
          </li>
        ))}
    </ul>
  );
}
