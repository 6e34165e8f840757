import type { FiltreDemandes, PageDemandes } from '../../habilitations/suivi.ts';
import type { DemandeSuivie } from '../../records/demandes-suivies.ts';
import type { EtatDemande } from '../../records/tables/demandes.ts';
import { dayOf } from '../shared/dates.ts';
import { textOf } from '../shared/form-body.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import { Select } from '../views/fields.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import { LIST, listTrail, pageOf } from './addresses.ts';
import { etatWords } from './words.ts';

const groups: Readonly<Record<string, { readonly label: string; readonly etats: readonly EtatDemande[] }>> = {
  'a-faire': { label: 'À moi d’agir', etats: ['brouillon', 'a_modifier'] },
  'en-cours': { label: 'En cours d’instruction', etats: ['envoyee'] },
  validees: { label: 'Validées', etats: ['validee'] },
  closes: { label: 'Refusées ou révoquées', etats: ['refusee', 'revoquee'] },
};

interface Filter extends FiltreDemandes {
  readonly group: string;
}

/** What an address asks to see; what it says wrong is as if it said nothing. */
export function filterAsked(query: unknown): Filter {
  const asked = textOf(query, 'etat');
  const group = Object.hasOwn(groups, asked) ? asked : '';
  return { group, etats: groups[group]?.etats ?? [], miennes: textOf(query, 'qui') === 'moi' };
}

function addressOf({ group, miennes }: Filter, page: number): string {
  const parameters = new URLSearchParams();
  if (group !== '') parameters.set('etat', group);
  if (miennes) parameters.set('qui', 'moi');
  if (page > 1) parameters.set('page', String(page));
  return parameters.size === 0 ? LIST : `${LIST}?${parameters}`;
}

interface ListPageProps {
  readonly frame: Frame;
  readonly compte: string;
  readonly demandes: PageDemandes;
  readonly filter: Filter;
  readonly done: string | null;
}

/** My requests, and my organisations'; those that wait for me first. */
export function listPage({ frame, compte, demandes, filter, done }: ListPageProps): JSX.Element {
  const { items, page, pages, aucune } = demandes;
  return (
    <Layout
      frame={frame}
      title={page === 1 ? 'Mes demandes – Mon compte' : `Mes demandes, page ${page} – Mon compte`}
      here="Mes demandes"
      trail={listTrail}
    >
      <h1>Mes demandes</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {aucune ? (
        <p class="fr-text--lead">
          Vous n’avez pas encore de demande d’accès. Il faut une vingtaine de minutes pour la remplir, en plusieurs fois
          si vous voulez.
        </p>
      ) : (
        <>
          <Filters filter={filter} />
          {items.length === 0 ? (
            <p>
              Aucune demande ne répond à ce choix. <a href={LIST}>Les voir toutes</a>
            </p>
          ) : (
            <Table
              caption="Demandes, celles qui vous attendent d’abord"
              columns={['Demande', 'État', 'Demandeur', 'Modifiée le']}
              folds
            >
              <tbody>
                {items.map((demande) => (
                  <Row demande={demande} isMine={demande.demandeur === compte} />
                ))}
              </tbody>
            </Table>
          )}
          <Pagination of="demandes" page={page} pages={pages} href={(other) => addressOf(filter, other)} />
        </>
      )}
      <p>
        <a class="fr-btn" href="/demander-un-acces">
          Demander un accès
        </a>
      </p>
    </Layout>
  );
}

function Filters({ filter }: { filter: Filter }): JSX.Element {
  return (
    <form class="formulaire choix-liste" action={LIST} method="get">
      <Select
        name="etat"
        label="État"
        nothing="Tous"
        options={Object.entries(groups).map(([value, { label }]) => [value, label] as const)}
        value={filter.group}
        plain
      />
      <Select
        name="qui"
        label="De qui"
        nothing="Les miennes et celles de mes organisations"
        options={[['moi', 'Les miennes seulement']]}
        value={filter.miennes ? 'moi' : ''}
        plain
      />
      <p>
        <button class="fr-btn fr-btn--secondary" type="submit">
          Filtrer
        </button>
      </p>
    </form>
  );
}

function Row({ demande, isMine }: { demande: DemandeSuivie; isMine: boolean }): JSX.Element {
  const { id, numero, intitule, etat, reouverture, organisation, demandeur_nom, modifiee_le, messages_non_lus } =
    demande;
  const { label, tone } = etatWords[etat];
  return (
    <tr>
      <th scope="row" class="objet">
        <a href={pageOf(id)} safe>
          {intitule}
        </a>
        <br />
        <span class="discret" safe>
          {organisation === null ? numero : `${numero} – ${organisation}`}
        </span>
      </th>
      <td>
        <Badge tone={tone} label={reouverture ? `${label} (rouverte)` : label} />
        {isMine && messages_non_lus > 0 ? (
          <>
            {' '}
            <Badge tone="info" label={messages_non_lus === 1 ? '1 message' : `${messages_non_lus} messages`} />
          </>
        ) : (
          ''
        )}
      </td>
      <td data-colonne="Demandeur" safe>
        {isMine ? 'Vous' : demandeur_nom}
      </td>
      <td data-colonne="Modifiée le" safe>
        {dayOf(modifiee_le)}
      </td>
    </tr>
  );
}
