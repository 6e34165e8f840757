import { FICHE_JOURS, type FicheJeton } from '../../../jetons/rotation/registre.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Badge } from '../../views/badge.tsx';
import { Table } from '../../views/table.tsx';

const digits = new Intl.NumberFormat('fr-FR');
const counted = (count: number, one: string, many = `${one}s`) => `${digits.format(count)} ${count > 1 ? many : one}`;

/** What a token is used for, and what is refused to it once it is withdrawn. */
export function Calls({ fiche }: { fiche: FicheJeton }): JSX.Element {
  const { appels, adresses, autresAdresses, tentatives } = fiche;
  return (
    <>
      {tentatives === null ? (
        ''
      ) : (
        <>
          <h2>Refusé depuis son retrait</h2>
          {tentatives.total === 0 ? (
            <p>Aucune tentative depuis.</p>
          ) : (
            <Table
              caption="Tentatives refusées (401), la dernière d’abord"
              columns={['Adresse', 'Tentatives', 'Dernière']}
              folds
            >
              <tbody>
                {tentatives.adresses.map(({ adresse, nombre, derniere }) => (
                  <tr>
                    <th scope="row">
                      <code safe>{adresse}</code>
                    </th>
                    <td data-colonne="Tentatives" safe>
                      {digits.format(nombre)}
                    </td>
                    <td data-colonne="Dernière" safe>
                      {dateTimeOf(derniere)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
          <More count={tentatives.autres} />
        </>
      )}
      <h2>{`Appels depuis ${FICHE_JOURS} jours`}</h2>
      {adresses.length === 0 ? <p>Aucun.</p> : <Addresses fiche={fiche} total={appels} />}
      <More count={autresAdresses} />
      <p class="colonne">
        Le bannissement d’une adresse n’est jamais levé ni abrégé, par personne&nbsp;: il n’y a rien à faire ici pour
        elle. Révoquer un jeton ou l’annuler n’y change rien.
      </p>
    </>
  );
}

function Addresses({ fiche: { adresses }, total }: { fiche: FicheJeton; total: number }): JSX.Element {
  return (
    <>
      <p safe>{`${counted(total, 'appel')}.`}</p>
      <Table
        caption="Adresses vues, la dernière d’abord"
        columns={['Adresse', 'Appels', 'Dernier appel', 'Bannissement']}
        folds
      >
        <tbody>
          {adresses.map(({ adresse, appels, dernier_le, bannieJusqua }) => (
            <tr>
              <th scope="row">
                <code safe>{adresse}</code>
              </th>
              <td data-colonne="Appels" safe>
                {digits.format(appels)}
              </td>
              <td data-colonne="Dernier appel" safe>
                {dateTimeOf(dernier_le)}
              </td>
              <td data-colonne="Bannissement">
                {bannieJusqua === null ? (
                  'Non'
                ) : (
                  <>
                    <Badge tone="error" label="Bannie" /> <span safe>{`jusqu’au ${dateTimeOf(bannieJusqua)}`}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

function More({ count }: { count: number }): JSX.Element {
  return count === 0 ? '' : <p safe>{`Et ${counted(count, 'autre adresse', 'autres adresses')}.`}</p>;
}
