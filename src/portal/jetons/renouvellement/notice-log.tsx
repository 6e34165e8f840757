import type { FinDeJeton } from '../../../jetons/echeances/lecture.ts';
import type { Avis, EnvoiAvis } from '../../../records/avis-de-jetons.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Badge } from '../../views/badge.tsx';
import { Table } from '../../views/table.tsx';
import { envoiWords, palierWords } from './words.ts';

/** The notices of the end, those that have left and those to come, and what became of each mail. */
export function NoticeLog({ fin }: { fin: FinDeJeton }): JSX.Element {
  const { avis, aVenir } = fin;
  return (
    <>
      <h2>Avis de fin</h2>
      <p class="colonne">
        Ils partent au demandeur et aux contacts métier et technique, un par adresse. Une adresse qui ne reçoit rien se
        corrige dans la demande.
      </p>
      {avis.length + aVenir.length === 0 ? (
        <p safe>{noneSentence(fin)}</p>
      ) : (
        <Table caption="Avis partis et à venir, du premier au dernier" columns={['Avis', 'Quand', 'À qui']} folds>
          <tbody>
            {avis.map((one) => (
              <Sent avis={one} />
            ))}
            {aVenir.map(({ palier, le }) => (
              <tr>
                <th scope="row" safe>
                  {palierWords(palier)}
                </th>
                <td data-colonne="Quand" safe>{`Le ${dateTimeOf(le)}`}</td>
                <td data-colonne="À qui">À venir</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {avis.length > 0 && aVenir.length === 0 ? <p safe>{noneSentence(fin)}</p> : ''}
      <p>
        <a class="fr-link" href="/compte/calendrier">
          La fin de mes jetons dans mon agenda
        </a>
      </p>
    </>
  );
}

function noneSentence({ situation, etat }: FinDeJeton): string {
  if (situation.remplace_par !== null) return 'Ce jeton est remplacé\u00a0: aucun avis ne part plus.';
  if (etat === 'retire') return 'Ce jeton est refusé\u00a0: aucun avis ne part plus.';
  if (etat === 'retrait_prevu') return 'Le retrait de ce jeton est prévu\u00a0: aucun avis de fin ne part.';
  return 'Aucun autre avis ne partira.';
}

function Sent({ avis: { palier, le, depasse, envois } }: { avis: Avis }): JSX.Element {
  return (
    <tr>
      <th scope="row" safe>
        {palierWords(palier)}
      </th>
      <td data-colonne="Quand" safe>
        {depasse ? 'Non parti' : `Le ${dateTimeOf(le)}`}
      </td>
      <td data-colonne="À qui" class="fr-cell--multiline">
        {depasse ? (
          'Un avis plus proche de la fin est parti à sa place'
        ) : envois.length === 0 ? (
          'Personne à prévenir'
        ) : (
          <ul class="fr-my-0">
            {envois.map((envoi) => (
              <Delivery envoi={envoi} />
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function Delivery({ envoi: { email, etat, echec } }: { envoi: EnvoiAvis }): JSX.Element {
  const { tone, label } = envoiWords[etat];
  return (
    <li>
      <span class="adresse" safe>
        {email}
      </span>{' '}
      <Badge tone={tone} label={label} />
      {etat === 'perdu' && echec !== null ? <span safe>{` ${echec}`}</span> : ''}
    </li>
  );
}
