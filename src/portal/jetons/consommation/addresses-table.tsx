import type { AdresseTenue, Consommation } from '../../../jetons/consommation/lecture.ts';
import { ADRESSES_JOURS } from '../../../jetons/consommation/lecture.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Badge } from '../../views/badge.tsx';
import { Table } from '../../views/table.tsx';
import { Gauge } from './gauge.tsx';
import { BANNISSEMENT, counted } from './words.ts';

/** Where calls come from: an address that one does not know is a token that has leaked. */
export function Addresses({ consommation }: { consommation: Consommation }): JSX.Element {
  const { adresses, autresAdresses, maintenant } = consommation;
  if (adresses.length === 0)
    return <p>{`Aucun appel depuis ${ADRESSES_JOURS} jours. Un appel paraît ici dans la minute.`}</p>;
  return (
    <>
      <Table
        caption={`Adresses vues depuis ${ADRESSES_JOURS} jours, la dernière d’abord`}
        columns={['Adresse', 'Plafond en cours', 'Appels', 'Dernier appel', 'Jetons']}
        folds
      >
        <tbody>
          {adresses.map((adresse) => (
            <Address adresse={adresse} now={maintenant} />
          ))}
        </tbody>
      </Table>
      {autresAdresses === 0 ? (
        ''
      ) : (
        <p safe>{`Et ${counted(autresAdresses, 'autre adresse', 'autres adresses')}, vues auparavant.`}</p>
      )}
      <p class="colonne">
        Vous ne reconnaissez pas une adresse&nbsp;? Votre jeton est peut-être connu de quelqu’un d’autre&nbsp;: la page
        «&nbsp;Fuite et remplacement&nbsp;» de ce jeton dit quoi faire.
      </p>
    </>
  );
}

function Address({ adresse, now }: { adresse: AdresseTenue; now: Date }): JSX.Element {
  return (
    <tr>
      <td data-colonne="Adresse">
        <code safe>{adresse.adresse}</code>
      </td>
      <td data-colonne="Plafond en cours">
        {adresse.bannieJusqua === null ? (
          <Gauge jauge={adresse.plafond} label={`Requêtes de l’adresse ${adresse.adresse}`} now={now} />
        ) : (
          <>
            <Badge tone="error" label="Bannie" />{' '}
            <a href={BANNISSEMENT} safe>{`jusqu’au ${dateTimeOf(adresse.bannieJusqua)}`}</a>
          </>
        )}
      </td>
      <td data-colonne="Appels" safe>
        {adresse.refus === 0
          ? counted(adresse.appels, 'appel')
          : `${counted(adresse.appels, 'appel')}, dont ${counted(adresse.refus, 'refusé')}`}
      </td>
      <td data-colonne="Dernier appel" safe>
        {dateTimeOf(adresse.dernierLe)}
      </td>
      <td class="fr-cell--multiline" data-colonne="Jetons" safe>
        {adresse.jetons.map(({ sujet }) => sujet).join(', ')}
      </td>
    </tr>
  );
}
