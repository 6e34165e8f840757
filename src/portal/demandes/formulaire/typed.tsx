import type { Changement } from '../../../habilitations/changements.ts';

/** What is kept now, and what was typed, where they differ. */
export function Typed({ changes }: { changes: readonly Changement[] }): JSX.Element {
  if (changes.length === 0) return <p>Votre saisie est la même que ce qui est enregistré.</p>;
  return (
    <dl class="comparaison">
      {changes.map(({ libelle, avant, apres }) => (
        <>
          <dt safe>{libelle}</dt>
          <dd>
            <strong>Enregistré aujourd’hui&nbsp;: </strong>
            <span class="texte-saisi" safe>
              {avant === '' ? 'rien' : avant}
            </span>
          </dd>
          <dd>
            <strong>Votre saisie&nbsp;: </strong>
            <span class="texte-saisi" safe>
              {apres === '' ? 'rien' : apres}
            </span>
          </dd>
        </>
      ))}
    </dl>
  );
}
