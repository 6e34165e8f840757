import { Badge } from '../../views/badge.tsx';
import { Table } from '../../views/table.tsx';
import { pageOf } from '../addresses.ts';
import type { Droit } from './rights.ts';

interface RightsTableProps {
  readonly jti: string;
  readonly droits: readonly Droit[];
  /** What keeps the missing data from being asked for here, in words. */
  readonly obstacle: string;
}

/** What a token opens, what it does not, why, and how to ask for it. */
export function RightsTable({ jti, droits, obstacle }: RightsTableProps): JSX.Element {
  const open = droits.filter(({ ouvert }) => ouvert).length;
  const mayAsk = droits.some(({ demandable }) => demandable !== null);
  return (
    <>
      <p
        safe
      >{`Il ouvre ${open} des ${droits.length} services du catalogue. Ses droits ne changent pas : une donnée accordée plus tard vient avec un nouveau jeton.`}</p>
      {mayAsk ? (
        <form method="get" action={pageOf(jti, 'demander')}>
          <Rights droits={droits} mayAsk />
          <Basket />
        </form>
      ) : (
        <>
          <Rights droits={droits} mayAsk={false} />
          <p safe>{obstacle}</p>
        </>
      )}
    </>
  );
}

function Basket(): JSX.Element {
  return (
    <div class="colonne">
      <p>
        Cochez les données qui vous manquent. Votre demande d’accès est alors rouverte, ces données déjà cochées&nbsp;;
        rien n’est envoyé avant que vous ne l’ayez relue.
      </p>
      <button class="fr-btn fr-btn--secondary" type="submit">
        Demander les données cochées
      </button>
    </div>
  );
}

function Rights({ droits, mayAsk }: { droits: readonly Droit[]; mayAsk: boolean }): JSX.Element {
  const columns = ['Service', 'Droit', 'Groupe et limite', ...(mayAsk ? ['La demander'] : [])];
  return (
    <div class="droits-jeton">
      <Table caption="Droits du jeton sur chaque service" columns={columns} folds>
        <tbody>
          {droits.map((droit) => (
            <RightRow droit={droit} mayAsk={mayAsk} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function RightRow({ droit, mayAsk }: { droit: Droit; mayAsk: boolean }): JSX.Element {
  const { name, title, groupe, ouvert, motif, demandable } = droit;
  return (
    <tr>
      <th scope="row">
        <a href={`/catalogue/${name}`} safe>
          {title}
        </a>
      </th>
      <td data-colonne="Droit">
        {ouvert ? <Badge tone="success" label="✔ Autorisé" /> : <Badge tone="plain" label="✘ Non autorisé" />}
        {motif === '' ? (
          ''
        ) : (
          <p class="motif-droit" safe>
            {motif}
          </p>
        )}
      </td>
      <td data-colonne="Groupe et limite" safe>
        {groupe}
      </td>
      {mayAsk ? (
        <td data-colonne="La demander">{demandable === null ? '–' : <Box code={demandable} about={droit} />}</td>
      ) : (
        ''
      )}
    </tr>
  );
}

function Box({ code, about: { name, title } }: { code: string; about: Droit }): JSX.Element {
  const id = `demander-${name}`;
  return (
    <div class="fr-checkbox-group fr-checkbox-group--sm">
      <input type="checkbox" id={id} name="donnees" value={code} />
      <label class="fr-label" for={id}>
        Demander cette donnée<span class="fr-sr-only" safe>{` : ${title}`}</span>
      </label>
    </div>
  );
}
