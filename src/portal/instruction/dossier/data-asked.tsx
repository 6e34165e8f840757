import { formulaireOf } from '../../../habilitations/cas-usage.ts';
import { casUsageWords } from '../words.ts';
import { type DossierView, formulaireLu } from './view.ts';

interface Asked {
  readonly titre: string;
  readonly detail: string;
}

/** The data asked, against what the use case has. */
export function DataAsked({ dossier }: DossierView): JSX.Element {
  const { casUsage, contenu } = formulaireLu(dossier.demande);
  const { coches, deconseilles } = formulaireOf(casUsage);
  const titleOf = (code: string) => dossier.contexte.donnees.parCode.get(code)?.titre ?? code;
  const reasonOf = (code: string) => contenu.justifications[code] ?? '';
  const asked = contenu.donnees;
  const discouraged = asked.filter((code) => deconseilles[code] !== undefined);
  const outside = asked.filter((code) => !coches.includes(code) && !discouraged.includes(code));
  const within = asked.filter((code) => coches.includes(code) && !discouraged.includes(code));
  const left = coches.filter((code) => !asked.includes(code));
  const plain = (code: string): Asked => ({ titre: titleOf(code), detail: '' });
  return (
    <section class="carte-panneau" aria-labelledby="donnees-demandees">
      <h2 class="fr-h6" id="donnees-demandees">
        Données demandées
      </h2>
      <p class="fr-text--sm" safe>
        {`Cas d’usage : ${casUsageWords.get(casUsage) ?? casUsage}`}
      </p>
      <Group
        title="Déconseillées"
        items={discouraged.map((code) => ({
          titre: titleOf(code),
          detail: `${deconseilles[code] ?? ''} Justification : ${reasonOf(code) || 'aucune'}`,
        }))}
        alert
      />
      <Group
        title="Hors cas d’usage"
        items={outside.map((code) => ({
          titre: titleOf(code),
          detail: `Justification : ${reasonOf(code) || 'aucune'}`,
        }))}
        alert
      />
      <Folded title="Dans le cas d’usage" items={within.map(plain)} />
      <Folded title="Du cas d’usage, non demandées" items={left.map(plain)} />
    </section>
  );
}

function Group({ title, items, alert }: { title: string; items: readonly Asked[]; alert?: boolean }): JSX.Element {
  if (items.length === 0) return '';
  return (
    <>
      <h3 class="fr-text--md fr-mb-1w" safe>{`${title} (${items.length})`}</h3>
      <ul class={alert ? 'donnees-hors' : ''}>
        {items.map(({ titre, detail }) => (
          <li>
            <span safe>{titre}</span>
            {detail === '' ? (
              ''
            ) : (
              <span class="precision" safe>
                {detail}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Folded({ title, items }: { title: string; items: readonly Asked[] }): JSX.Element {
  if (items.length === 0) return '';
  return (
    <details class="repli">
      <summary safe>{`${title} (${items.length})`}</summary>
      <ul>
        {items.map(({ titre }) => (
          <li safe>{titre}</li>
        ))}
      </ul>
    </details>
  );
}
