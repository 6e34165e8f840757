import { diffLines, diffWordsWithSpace } from 'diff';
import type { Changement } from '../../habilitations/changements.ts';

/** Shorter texts are easier to read side by side than mixed. */
const SHORT = 80;

/** What an act has changed, field by field: before and after, or the words that differ in a long text. */
export function Changes({ changements }: { changements: readonly Changement[] }): JSX.Element {
  return (
    <dl class="changements">
      {changements.map(({ libelle, avant, apres }) => (
        <>
          <dt safe>{libelle}</dt>
          <dd>
            {isShort(avant) && isShort(apres) ? (
              <BeforeAfter avant={avant} apres={apres} />
            ) : (
              <Mixed avant={avant} apres={apres} />
            )}
          </dd>
        </>
      ))}
    </dl>
  );
}

const isShort = (text: string): boolean => text.length <= SHORT && !text.includes('\n');

function BeforeAfter({ avant, apres }: { avant: string; apres: string }): JSX.Element {
  return (
    <>
      <span class="discret">Avant&nbsp;: </span>
      {avant === '' ? <em>rien</em> : <del safe>{avant}</del>}
      <br />
      <span class="discret">Après&nbsp;: </span>
      {apres === '' ? <em>rien</em> : <ins safe>{apres}</ins>}
    </>
  );
}

/** A list line by line, a text word by word; what is read aloud says what colours show. */
function Mixed({ avant, apres }: { avant: string; apres: string }): JSX.Element {
  const isList = avant.includes('\n') && apres.includes('\n');
  const parts = isList ? diffLines(`${avant}\n`, `${apres}\n`) : diffWordsWithSpace(avant, apres);
  return (
    <p class="texte-saisi fr-mb-0">
      {parts.map(({ value, added, removed }) =>
        added ? (
          <ins>
            <span class="fr-sr-only">[ajouté&nbsp;:] </span>
            <span safe>{value}</span>
            <span class="fr-sr-only"> [fin]</span>
          </ins>
        ) : removed ? (
          <del>
            <span class="fr-sr-only">[retiré&nbsp;:] </span>
            <span safe>{value}</span>
            <span class="fr-sr-only"> [fin]</span>
          </del>
        ) : (
          <span safe>{value}</span>
        ),
      )}
    </p>
  );
}

/** What an event keeps of its changes, as `changementsEntre` wrote them. */
export function changementsOf(kept: unknown): Changement[] {
  if (!Array.isArray(kept)) return [];
  return kept.map((one: unknown) => {
    const { champ, libelle, avant, apres } = Object(one);
    return { champ: String(champ), libelle: String(libelle), avant: String(avant), apres: String(apres) };
  });
}
