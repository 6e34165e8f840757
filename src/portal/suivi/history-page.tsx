import type { Suivie } from '../../habilitations/suivi.ts';
import type { DemandeEvenement } from '../../records/demande-evenements.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { LostMails } from '../shared/lost-mails.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { demandeTrail } from './addresses.ts';
import { Changes, changementsOf } from './changes.tsx';
import { acteWords, isInternal } from './words.ts';

interface HistoryPageProps {
  readonly frame: Frame;
  readonly suivie: Suivie;
  /** Opinions are between the operator's people. */
  readonly seesOpinions: boolean;
}

/** All that has happened to a request, the latest first. */
export function historyPage({ frame, suivie, seesOpinions }: HistoryPageProps): JSX.Element {
  const { demande, evenements, courrielsPerdus } = suivie;
  const shown = evenements.filter(({ acte }) => seesOpinions || !isInternal(acte)).toReversed();
  return (
    <Layout
      frame={frame}
      title={`Historique – Demande ${demande.numero}`}
      here="Historique"
      trail={demandeTrail(demande)}
    >
      <h1>Historique</h1>
      <p
        safe
      >{`Tout ce qui est arrivé à la demande ${demande.numero}, « ${demande.intitule} », le plus récent d’abord.`}</p>
      <ol class="chronologie">
        {shown.map((evenement) => (
          <Event evenement={evenement} />
        ))}
      </ol>
      {courrielsPerdus.length === 0 ? '' : <LostMails courriels={courrielsPerdus} />}
    </Layout>
  );
}

function Event({ evenement }: { evenement: DemandeEvenement }): JSX.Element {
  const { acte, auteur_nom, le, motif } = evenement;
  const changements = changementsOf(evenement.changements);
  return (
    <li>
      <h2 class="fr-h6 fr-mb-0" safe>
        {acteWords(acte)}
      </h2>
      <p class="discret fr-mb-1v">
        <time datetime={le.toISOString()} safe>
          {dateTimeOf(le)}
        </time>
        , <span safe>{auteur_nom}</span>
      </p>
      {motif === '' ? (
        ''
      ) : (
        <p class="texte texte-saisi" safe>
          {motif}
        </p>
      )}
      {changements.length === 0 ? (
        ''
      ) : (
        <details class="repli">
          <summary safe>{changements.length === 1 ? '1 changement' : `${changements.length} changements`}</summary>
          <Changes changements={changements} />
        </details>
      )}
    </li>
  );
}
