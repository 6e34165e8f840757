import { hourOf } from '../shared/dates.ts';
import type { HomeFacts } from './facts.ts';

/** Beyond, the page of states says it better. */
const NAMED = 3;

/** What works now, and when it was last seen. */
export function NowLine({ now }: { now: HomeFacts['now'] }): JSX.Element {
  if (now === null) {
    return (
      <p class="etat-accueil etat-accueil-inconnu">
        <a href="/etat-des-services">L’état des services</a> n’a pas pu être lu. L’API n’en dépend pas.
      </p>
    );
  }
  const { sentence, tone, ill, unchecked, lastCheck } = now;
  return (
    <p class={`etat-accueil etat-accueil-${tone}`}>
      <a href="/etat-des-services" safe>
        {sentence}
      </a>
      {ill.length === 0 ? '' : <span safe>{` : ${named(ill)}`}</span>}
      {unchecked === 0 ? '' : <span safe>{`, ${unchecked} en attente de vérification`}</span>}
      {lastCheck === null ? (
        ''
      ) : (
        <>
          {'. Dernière vérification à '}
          <time datetime={lastCheck.toISOString()} safe>
            {hourOf(lastCheck)}
          </time>
        </>
      )}
      .
    </p>
  );
}

function named(titles: readonly string[]): string {
  if (titles.length <= NAMED) return titles.join(', ');
  const others = titles.length - NAMED;
  return `${titles.slice(0, NAMED).join(', ')} et ${others} autre${others > 1 ? 's' : ''} en difficulté`;
}
