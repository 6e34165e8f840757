import type { CourrielDemande } from '../../records/demande-courriels.ts';
import { dateTimeOf } from './dates.ts';

/** Mails about a request that nobody has read: the address to mend, and why. */
export function LostMails({ courriels }: { courriels: readonly CourrielDemande[] }): JSX.Element {
  return (
    <section aria-labelledby="courriels">
      <h2 id="courriels">Courriels non reçus</h2>
      <ul>
        {courriels.map(({ sujet, destination, cree_le, echec }) => (
          <li>
            <span safe>{`${sujet}, à `}</span>
            <span class="adresse" safe>
              {destination}
            </span>
            <span safe>{`, le ${dateTimeOf(cree_le)}. ${echec ?? ''}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
