import type { DemandeEvenement } from '../../../records/demande-evenements.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { acteDit } from '../words.ts';
import { changesOf } from './last-changes.ts';
import type { DossierView } from './view.ts';
import { WordDiff } from './word-diff.tsx';

/** What happens between rapporteurs and those who instruct is not for the applicant, wherever he reads. */
const internal = ['demander_avis', 'rendre_avis', 'retirer_avis'];

/** All that happened, the latest first, with what each sending changed. */
export function History({ dossier: { evenements }, own }: DossierView): JSX.Element {
  const shown = evenements.filter(({ acte }) => !own || !internal.includes(acte)).toReversed();
  return (
    <section class="dossier-historique" aria-labelledby="historique">
      <h2 class="fr-h4" id="historique">
        Historique
      </h2>
      <ol class="chronologie">
        {shown.map((evenement) => (
          <Event evenement={evenement} isFirst={isFirstSending(evenement, evenements)} />
        ))}
      </ol>
    </section>
  );
}

function isFirstSending(evenement: DemandeEvenement, all: readonly DemandeEvenement[]): boolean {
  return all.find(({ acte }) => acte === 'envoyer') === evenement;
}

function Event({ evenement, isFirst }: { evenement: DemandeEvenement; isFirst: boolean }): JSX.Element {
  const { acte, auteur_nom, le, motif } = evenement;
  const changes = changesOf(evenement);
  const count = changes.length;
  return (
    <li>
      <p class="fr-mb-0">
        <strong safe>{acteDit(acte)}</strong> · <span safe>{auteur_nom}</span> ·{' '}
        <time datetime={le.toISOString()} safe>
          {dateTimeOf(le)}
        </time>
      </p>
      {motif === '' ? (
        ''
      ) : (
        <p class="texte-saisi" safe>
          {motif}
        </p>
      )}
      {count === 0 ? (
        ''
      ) : (
        <details class="repli">
          <summary safe>
            {`${count} champ${count > 1 ? 's' : ''} ${isFirst ? 'rempli' : 'modifié'}${count > 1 ? 's' : ''}`}
          </summary>
          {changes.map(({ libelle, avant, apres }) => (
            <>
              <p class="champ-libelle" safe>
                {libelle}
              </p>
              <p class="champ-valeur">
                <WordDiff avant={avant} apres={apres} />
              </p>
            </>
          ))}
        </details>
      )}
    </li>
  );
}
