import {
  type AdresseDeRotation,
  type Passage,
  type Tentatives,
  TRAFIC_JOURS,
  type Trafic,
} from '../../../jetons/rotation/trafic.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Table } from '../../views/table.tsx';
import { counted } from '../consommation/words.ts';

/** From where a token is used, and the one that takes its place beside it. */
export function Traffic({ trafic, two }: { trafic: Trafic; two: boolean }): JSX.Element {
  const { adresses, autres } = trafic;
  if (adresses.length === 0)
    return <p>{`Aucun appel depuis ${TRAFIC_JOURS} jours. Un appel paraît ici dans la minute.`}</p>;
  const columns = two ? ['Adresse', 'Ce jeton', 'Son remplaçant', 'Où elle en est'] : ['Adresse', 'Dernier appel'];
  return (
    <>
      <Table caption={`Adresses qui appellent, depuis ${TRAFIC_JOURS} jours`} columns={columns} folds>
        <tbody>
          {adresses.map((adresse) => (
            <Address adresse={adresse} two={two} />
          ))}
        </tbody>
      </Table>
      <More count={autres} />
    </>
  );
}

function Address({ adresse: { adresse, ancien, nouveau }, two }: { adresse: AdresseDeRotation; two: boolean }) {
  return (
    <tr>
      <th scope="row">
        <code safe>{adresse}</code>
      </th>
      <td data-colonne={two ? 'Ce jeton' : 'Dernier appel'} safe>
        {passageWords(ancien)}
      </td>
      {two ? (
        <>
          <td data-colonne="Son remplaçant" safe>
            {passageWords(nouveau)}
          </td>
          <td class="fr-cell--multiline" data-colonne="Où elle en est" safe>
            {progressWords(ancien, nouveau)}
          </td>
        </>
      ) : (
        ''
      )}
    </tr>
  );
}

function passageWords(passage: Passage | null): string {
  if (passage === null) return 'Aucun appel';
  return `${dateTimeOf(passage.dernierLe)} (${counted(passage.aujourdhui, 'appel')} aujourd’hui)`;
}

function progressWords(ancien: Passage | null, nouveau: Passage | null): string {
  if (ancien === null) return 'N’emploie que le nouveau';
  if (nouveau === null) return 'N’a pas encore changé';
  return ancien.dernierLe < nouveau.dernierLe ? 'A changé : son dernier appel est avec le nouveau' : 'Emploie les deux';
}

/** What was refused to a token since it is withdrawn. */
export function Attempts({ tentatives }: { tentatives: Tentatives }): JSX.Element {
  const { total, adresses, autres } = tentatives;
  if (total === 0) return <p>Aucune tentative depuis. Une tentative paraît ici dans la minute.</p>;
  return (
    <>
      <p>
        <strong safe>{counted(total, 'tentative refusée', 'tentatives refusées')}</strong> (401, code <code>00105</code>
        ).
      </p>
      <Table caption="Tentatives refusées, la dernière d’abord" columns={['Adresse', 'Tentatives', 'Dernière']} folds>
        <tbody>
          {adresses.map(({ adresse, nombre, derniere }) => (
            <tr>
              <th scope="row">
                <code safe>{adresse}</code>
              </th>
              <td data-colonne="Tentatives" safe>
                {String(nombre)}
              </td>
              <td data-colonne="Dernière" safe>
                {dateTimeOf(derniere)}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <More count={autres} />
    </>
  );
}

function More({ count }: { count: number }): JSX.Element {
  return count === 0 ? '' : <p safe>{`Et ${counted(count, 'autre adresse', 'autres adresses')}.`}</p>;
}
