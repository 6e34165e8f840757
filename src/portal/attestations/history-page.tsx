import type { PageConsultations } from '../../attestations/historique.ts';
import { dureeEnMots } from '../../core/conservation.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { HabilitationUtilisable } from '../../records/agents-habilites.ts';
import type { LigneConsultation } from '../../records/consultations.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { namedServices } from '../shared/service-lists.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import { agentsOf, attestationsTrail, CONSULTATIONS, consultationsOf, documentOf, grantTrail } from './addresses.ts';
import { resultWords, spaced } from './words.ts';

interface HistoryPageProps {
  readonly frame: Frame;
  readonly lues: PageConsultations;
  readonly endpoints: readonly Endpoint[];
}

/** What I looked up, each with its documents while they last. */
export function ownHistoryPage(props: HistoryPageProps): JSX.Element {
  return (
    <Layout frame={props.frame} title="Mes consultations" trail={attestationsTrail}>
      <h1>Mes consultations</h1>
      <p safe>
        {`Elles sont conservées ${dureeEnMots('consultation')}. La personne qui a fait la demande d’accès voit celles qui sont faites sous son habilitation.`}
      </p>
      <Lines {...props} here={CONSULTATIONS} isMine />
    </Layout>
  );
}

/** What was looked up under the grants of a request, for its applicant. */
export function grantHistoryPage({
  habilitation,
  ...props
}: HistoryPageProps & { readonly habilitation: HabilitationUtilisable }): JSX.Element {
  const title = `Consultations sous l’habilitation ${habilitation.numero}`;
  return (
    <Layout frame={props.frame} title={title} trail={grantTrail(habilitation)} here="Consultations">
      <h1 safe>{title}</h1>
      <p>
        Ce que vous, votre contact métier et les agents que vous autorisez avez consulté sur le site.{' '}
        <a href={agentsOf(habilitation.id)}>Agents autorisés</a>
      </p>
      <Lines {...props} here={consultationsOf(habilitation.id)} isMine={false} />
    </Layout>
  );
}

interface LinesProps extends HistoryPageProps {
  readonly here: string;
  readonly isMine: boolean;
}

function Lines({ lues, endpoints, here, isMine }: LinesProps): JSX.Element {
  const { lignes, nombre, page, pages } = lues;
  if (nombre === 0) return <p>Aucune consultation pour le moment.</p>;
  const columns = ['Quand', ...(isMine ? [] : ['Qui']), 'Identifiant', 'Quoi', 'Pourquoi', 'Résultat'];
  return (
    <>
      <p>
        <a class="fr-link" href={`${here}.csv`} safe>
          {`Télécharger la liste (CSV, ${nombre} ligne${nombre > 1 ? 's' : ''})`}
        </a>
      </p>
      <Table caption="Consultations, la plus récente d’abord" columns={columns} folds>
        <tbody>
          {lignes.map((ligne) => (
            <Line ligne={ligne} endpoints={endpoints} isMine={isMine} />
          ))}
        </tbody>
      </Table>
      <Pagination of="consultations" page={page} pages={pages} href={(to) => `${here}?page=${to}`} />
    </>
  );
}

interface LineProps {
  readonly ligne: LigneConsultation;
  readonly endpoints: readonly Endpoint[];
  readonly isMine: boolean;
}

function Line({ ligne, endpoints, isMine }: LineProps): JSX.Element {
  const { id, faite_le, identifiant, service, contexte, objet, statut, documents, habilitation_numero } = ligne;
  return (
    <tr>
      <th scope="row" safe>
        {dateTimeOf(faite_le)}
      </th>
      {isMine ? (
        ''
      ) : (
        <td class="fr-cell--multiline" data-colonne="Qui" safe>
          {whoIs(ligne)}
        </td>
      )}
      <td data-colonne="Identifiant" safe>
        {spaced(identifiant)}
      </td>
      <td class="fr-cell--multiline" data-colonne="Quoi" safe>
        {namedServices([service], endpoints)[0]?.title ?? service}
      </td>
      <td class="fr-cell--multiline objet" data-colonne="Pourquoi" safe>
        {`${contexte} ; ${objet}${isMine && habilitation_numero !== null ? ` ; ${habilitation_numero}` : ''}`}
      </td>
      <td class="fr-cell--multiline" data-colonne="Résultat">
        <span safe>{resultWords(statut)}</span>
        {isMine ? <Documents id={id} count={documents} about={spaced(identifiant)} /> : ''}
      </td>
    </tr>
  );
}

function Documents({ id, count, about }: { id: string; count: number; about: string }): JSX.Element {
  return (
    <>
      {Array.from({ length: count }, (_, rank) => (
        <>
          {' '}
          <a href={documentOf(id, rank + 1)}>
            <span safe>{count === 1 ? 'Télécharger' : `Document ${rank + 1}`}</span>
            <span class="fr-sr-only" safe>{` (${about})`}</span>
          </a>
        </>
      ))}
    </>
  );
}

/** An account that was erased names nobody. */
export function whoIs({ agent_nom, agent_email }: Pick<LigneConsultation, 'agent_nom' | 'agent_email'>): string {
  if (agent_email === null) return agent_nom;
  return agent_nom === '' ? agent_email : `${agent_nom} (${agent_email})`;
}
