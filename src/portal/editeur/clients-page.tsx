import { spacedSiret } from '../../core/identifiers/spaced.ts';
import type { Ligne, Portefeuille } from '../../editeurs/lecture.ts';
import type { Editeur } from '../../records/editeurs.ts';
import { dayOf, hourOf, shortDayOf } from '../shared/dates.ts';
import { Badge } from '../views/badge.tsx';
import { Field, Select } from '../views/fields.tsx';
import type { Frame } from '../views/frame.ts';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import { clientsAddress, type Filters, sorts, views } from './filters.ts';
import { Space } from './space.tsx';
import { CLIENTS, clientOf, count, DELEGATIONS, daysLeft, etatWords, shareOf } from './words.ts';

interface ClientsProps {
  readonly frame: Frame;
  readonly editeur: Editeur;
  readonly vu: Portefeuille;
  readonly filters: Filters;
}

const columns = [
  'Client',
  'État',
  'Fin du jeton',
  'Appels sur 7 jours',
  'Refusés (429)',
  'En échec (5xx)',
  'Dernier appel',
];

/** « Which of my clients needs something? » */
export function clientsPage(props: ClientsProps): JSX.Element {
  const { frame, editeur, vu, filters } = props;
  const { items, total, page, pages, aucune } = vu;
  const title = 'Habilitations de mes clients';
  return (
    <Space frame={frame} editeur={editeur} title={page === 1 ? title : `${title}, page ${page}`} part={CLIENTS}>
      {aucune ? (
        <Nobody />
      ) : (
        <>
          <FilterForm filters={filters} />
          <p role="status">
            <strong safe>
              {total === 0 ? 'Aucune habilitation' : `${count(total)} habilitation${total > 1 ? 's' : ''}`}
            </strong>
          </p>
          {total === 0 ? (
            <p>
              Aucune ne répond à ce choix. <a href={CLIENTS}>Les voir toutes</a>
            </p>
          ) : (
            <Table caption="Habilitations que vos clients vous montrent" columns={columns} folds>
              <tbody>
                {items.map((ligne) => (
                  <Row ligne={ligne} />
                ))}
              </tbody>
            </Table>
          )}
          <Pagination of="habilitations" page={page} pages={pages} href={(to) => clientsAddress(filters, to)} />
          {total === 0 ? '' : <Below filters={filters} />}
        </>
      )}
    </Space>
  );
}

function Nobody(): JSX.Element {
  return (
    <div class="colonne">
      <p class="fr-text--lead">Aucun client ne vous montre encore d’habilitation.</p>
      <p>
        Un client la délègue depuis la page de son habilitation, où il choisit votre nom. Vous pouvez aussi le lui
        demander, avec le numéro de l’habilitation.
      </p>
      <p>
        <a class="fr-btn" href={DELEGATIONS}>
          Demander une délégation
        </a>
      </p>
    </div>
  );
}

function FilterForm({ filters: { q, voir, tri } }: { filters: Filters }): JSX.Element {
  return (
    <form class="filtre fr-mb-3w" action={CLIENTS} method="get">
      <Field name="q" type="search" label="Organisation, SIRET, intitulé, numéro" value={q} plain />
      <Select name="voir" label="Montrer" nothing="Toutes" options={Object.entries(views)} value={voir} plain />
      <div class="fr-select-group">
        <label class="fr-label" for="champ-tri">
          Trier par
        </label>
        <select class="fr-select" id="champ-tri" name="tri">
          {Object.entries(sorts).map(([value, label]) => (
            <option value={value} selected={value === tri}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button class="fr-btn" type="submit">
        Filtrer
      </button>
    </form>
  );
}

function Row({ ligne }: { ligne: Ligne }): JSX.Element {
  const { habilitation, numero, intitule, siret, etat, souffre, appels, refus, pannes, dernier_le } = ligne;
  const { label, tone } = etatWords[etat];
  return (
    <tr>
      <th scope="row" class="objet">
        <a href={`${CLIENTS}/${habilitation}`} safe>
          {clientOf(ligne)}
        </a>
        <span class="precision" safe>
          {intitule}
        </span>
        <span class="precision" safe>
          {siret === null ? numero : `${numero} – SIRET ${spacedSiret(siret)}`}
        </span>
      </th>
      <td data-colonne="État">
        <Badge tone={tone} label={label} />
        {souffre ? (
          <>
            <br />
            <Badge tone="error" label="En difficulté" />
          </>
        ) : (
          ''
        )}
      </td>
      <td data-colonne="Fin du jeton">
        <EndOf ligne={ligne} />
      </td>
      <td data-colonne="Appels sur 7 jours" safe>
        {count(appels)}
      </td>
      <td data-colonne="Refusés (429)" safe>
        {shareOf(refus, appels)}
      </td>
      <td data-colonne="En échec (5xx)" safe>
        {shareOf(pannes, appels)}
      </td>
      <td data-colonne="Dernier appel">
        <LastCall dernier_le={dernier_le} />
      </td>
    </tr>
  );
}

function LastCall({ dernier_le }: Pick<Ligne, 'dernier_le'>): JSX.Element {
  if (dernier_le === null) return <span>Aucun en 90 jours</span>;
  return (
    <>
      <span safe>{shortDayOf(dernier_le)}</span>
      <span class="precision" safe>
        {hourOf(dernier_le)}
      </span>
    </>
  );
}

/** When the last token ends, and how long that is. */
export function EndOf({ ligne: { fin_jeton, joursRestants } }: { ligne: Ligne }): JSX.Element {
  if (fin_jeton === null) return <span>–</span>;
  return (
    <>
      <span safe>{dayOf(fin_jeton)}</span>
      <span class="precision" safe>
        {joursRestants === null ? 'C’est passé' : daysLeft(joursRestants)}
      </span>
    </>
  );
}

function Below({ filters }: { filters: Filters }): JSX.Element {
  return (
    <>
      <p>
        <a class="fr-link" href={clientsAddress(filters, 1, `${CLIENTS}.csv`)}>
          Télécharger cette liste (CSV)
        </a>
      </p>
      <p class="colonne discret">
        Les appels sont comptés sur sept jours, aujourd’hui compris, à partir des traces&nbsp;: ils ont quelques minutes
        de retard. «&nbsp;En difficulté&nbsp;»&nbsp;: au moins dix appels refusés, ou dix en échec, et au moins 5&nbsp;%
        des appels. Seul le client peut renouveler son habilitation.
      </p>
    </>
  );
}
