import type { State } from '../../watch/service-states.ts';
import { inlineText } from '../shared/inline-text.ts';
import { termOf, wordsOf } from '../shared/search-text.ts';
import { Badge } from '../views/badge.tsx';
import { StateDot } from '../views/state-dot.tsx';
import type { Hit } from './search/search.ts';
import { fieldAnchor, formats, labelOf, openings, sheetPath } from './words.ts';

/** Beyond, the sheet says the rest. */
const FIELDS_SHOWN = 4;

/** One endpoint of the list, with what of it answers the search. Its anchor is the one that links of the past lead to. */
export function Card({ hit, state }: { hit: Hit; state: State }): JSX.Element {
  const { fiche, terms } = hit;
  const isMarked = (word: string): boolean => terms.has(termOf(word) ?? '');
  return (
    <li class="carte">
      <p class="carte-badges">
        <Badge tone="plain" label={formats[fiche.format]} />
        <Badge
          tone={fiche.sheet.ouverture === 'publique' ? 'success' : 'info'}
          label={openings[fiche.sheet.ouverture][0]}
        />
      </p>
      <h2 class="fr-h6 carte-titre" id={`a-${fiche.name}`}>
        <a href={sheetPath(fiche)}>{inlineText(fiche.endpoint.title, isMarked)}</a>
      </h2>
      <p class="carte-fournisseur">{inlineText(fiche.sheet.fournisseur, isMarked)}</p>
      <p class="carte-resume">{inlineText(fiche.summary, isMarked)}</p>
      {hit.fields.length === 0 ? '' : <FoundFields hit={hit} isMarked={isMarked} />}
      <FoundElsewhere hit={hit} isMarked={isMarked} />
      <div class="carte-pied">
        <span>
          <span class="carte-etiquette">Se demande par&nbsp;:</span> <strong safe>{fiche.identifier}</strong>
        </span>
        <StateDot state={state} />
      </div>
    </li>
  );
}

interface FoundProps {
  readonly hit: Hit;
  readonly isMarked: (word: string) => boolean;
}

function FoundFields({ hit: { fiche, fields }, isMarked }: FoundProps): JSX.Element {
  const others = fields.length - FIELDS_SHOWN;
  return (
    <div class="carte-trouve">
      <p>Répond&nbsp;:</p>
      <ul>
        {fields.slice(0, FIELDS_SHOWN).map(({ name, path, description }) => (
          <li>
            <a href={`${sheetPath(fiche)}#${fieldAnchor(path)}`}>
              <code>{inlineText(name, isMarked)}</code>
            </a>{' '}
            {inlineText(labelOf(description), isMarked)}
          </li>
        ))}
        {others > 0 ? <li safe>{`et ${others} autre${others > 1 ? 's' : ''} champ${others > 1 ? 's' : ''}`}</li> : ''}
      </ul>
    </div>
  );
}

/** When nothing else on the card says why it is there: its keywords, or who it is about. */
function FoundElsewhere({ hit: { fiche, fields, keywords }, isMarked }: FoundProps): JSX.Element {
  const { endpoint, sheet, summary } = fiche;
  const shown = `${endpoint.title} ${sheet.fournisseur} ${summary}`;
  if (fields.length > 0 || wordsOf(shown).some(isMarked)) return <></>;
  if (keywords.length > 0) {
    return <p class="carte-trouve">Mots-clés&nbsp;: {inlineText(keywords.join(', '), isMarked)}</p>;
  }
  if (!wordsOf(sheet.perimetre).some(isMarked)) return <></>;
  return <p class="carte-trouve">Périmètre&nbsp;: {inlineText(sheet.perimetre, isMarked)}</p>;
}
