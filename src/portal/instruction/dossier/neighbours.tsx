import type { Demande } from '../../../records/demandes.ts';
import { dayOf } from '../../shared/dates.ts';
import { Badge } from '../../views/badge.tsx';
import { etatWords } from '../words.ts';
import { addressOf, type DossierView } from './view.ts';

/** What this request renews or is renewed by, and what the same organisation has asked. */
export function Neighbours({ alentours: { autres, origine, copie } }: DossierView): JSX.Element {
  return (
    <section class="carte-panneau" aria-labelledby="autres-demandes">
      <h2 class="fr-h6" id="autres-demandes">
        Autres demandes de l’organisation
      </h2>
      {copie === null ? (
        ''
      ) : (
        <p class="avis">
          Un renouvellement est en cours : <RequestLink demande={copie} />. Décidez de l’un en sachant l’autre.
        </p>
      )}
      {origine === null ? (
        ''
      ) : (
        <p class="avis">
          Cette demande renouvelle <RequestLink demande={origine} />.
        </p>
      )}
      {autres.length === 0 ? <p>Aucune autre.</p> : ''}
      <ul>
        {autres.map((demande) => (
          <li>
            <RequestLink demande={demande} />
            <span class="precision" safe>
              {demande.intitule}
            </span>
            <Badge {...etatWords[demande.etat]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A draft that was never sent is not read by who instructs: it is named, not opened. */
function RequestLink({ demande }: { demande: Demande }): JSX.Element {
  const label = `${demande.numero} du ${dayOf(demande.premier_envoi_le ?? demande.creee_le)}`;
  if (demande.premier_envoi_le === null) return <span safe>{`${label} (brouillon)`}</span>;
  return (
    <a href={addressOf(demande)} safe>
      {label}
    </a>
  );
}
