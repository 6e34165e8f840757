import { formulaireOf } from '../../habilitations/cas-usage.ts';
import { formulaireDe } from '../../habilitations/formulaire.ts';
import type { Suivie } from '../../habilitations/suivi.ts';
import { dayOf } from '../shared/dates.ts';
import { ErasedPeople } from '../shared/erased-people.tsx';
import { pageOf } from './addresses.ts';

/** What the request is, in a few lines; the data it asks for; its files. */
export function Facts({ suivie }: { suivie: Suivie }): JSX.Element {
  const { demande, demandeur, organisation, contexte, pieces } = suivie;
  const { contenu } = formulaireDe(demande);
  const { toutes } = contexte.donnees;
  const asked = toutes.filter(({ code }) => contenu.donnees.includes(code));
  const lines: readonly (readonly [string, string])[] = [
    ['Référence', demande.numero],
    ['Organisation', organisation?.nom ?? demande.siret ?? 'À préciser'],
    ['Cas d’usage', formulaireOf(demande.cas_usage).titre],
    ['Demandeur', `${demandeur.prenom} ${demandeur.nom}`.trim() || demandeur.email],
    ['Ouverte le', dayOf(demande.creee_le)],
    ['Envoyée le', demande.envoyee_le === null ? '' : dayOf(demande.envoyee_le)],
    ['Décidée le', demande.decidee_le === null ? '' : dayOf(demande.decidee_le)],
  ];
  return (
    <>
      <h2 class="fr-mt-4w">La demande</h2>
      <dl class="fiche fiche-pliante">
        {lines
          .filter(([, value]) => value !== '')
          .map(([term, value]) => (
            <>
              <dt safe>{term}</dt>
              <dd safe>{value}</dd>
            </>
          ))}
      </dl>
      <ErasedPeople demande={demande} />
      <h3 safe>{`Données demandées (${asked.length})`}</h3>
      {asked.length === 0 ? (
        <p>Aucune pour le moment.</p>
      ) : (
        <ul>
          {asked.map(({ titre, ouverture }) => (
            <li>
              <span safe>{titre}</span>
              {ouverture === 'publique' ? (
                ''
              ) : (
                <span class="discret" safe>{` – ${ouverture === 'mixte' ? 'en partie protégée' : ouverture}`}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {pieces.length === 0 ? '' : <Pieces demande={demande.id} pieces={pieces} />}
    </>
  );
}

const pieceWords = { maquette: 'Maquette', texte_juridique: 'Texte juridique' } as const;

function Pieces({ demande, pieces }: { demande: string; pieces: Suivie['pieces'] }): JSX.Element {
  return (
    <>
      <h3>Pièces jointes</h3>
      <ul class="pieces">
        {pieces.map(({ id, nom, genre }) => (
          <li>
            <a class="fr-link" href={pageOf(demande, `pieces/${id}`)} safe>
              {`${pieceWords[genre]} : télécharger ${nom}`}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
