import type { DelegationVue } from '../../editeurs/demandes.ts';
import { DEMANDE_JOURS } from '../../editeurs/regles.ts';
import type { Editeur } from '../../records/editeurs.ts';
import { dayOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import { Space } from './space.tsx';
import { CLIENTS, DELEGATIONS, endings } from './words.ts';

interface DelegationsProps {
  readonly frame: Frame;
  readonly editeur: Editeur;
  readonly liste: {
    readonly items: readonly DelegationVue[];
    readonly total: number;
    readonly page: number;
    readonly pages: number;
  };
  readonly numero: string;
  readonly done: string | null;
  readonly errors: FieldErrors;
  /** Why nothing was done. */
  readonly refusal?: string;
}

/** What was asked, granted and ended; and the way to ask. */
export function delegationsPage(props: DelegationsProps): JSX.Element {
  const { frame, editeur, liste, done, errors, refusal } = props;
  const isError = refusal !== undefined || Object.keys(errors).length > 0;
  const title = liste.page === 1 ? 'Délégations' : `Délégations, page ${liste.page}`;
  return (
    <Space frame={frame} editeur={editeur} title={title} part={DELEGATIONS} isError={isError}>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <ErrorSummary errors={errors} />
      <h2>Demander une délégation</h2>
      <div class="colonne">
        <p>
          Donnez le numéro de l’habilitation de votre client. Son demandeur reçoit un courriel, et accepte ou non depuis
          son compte. La réponse affichée ici est la même que le numéro existe ou non&nbsp;; un refus ne vous est pas
          montré.
        </p>
        <Form frame={frame} action={DELEGATIONS}>
          <Field
            name="numero"
            label="Numéro de l’habilitation"
            hint="Par exemple : H-000123. Votre client le lit sur la page de son habilitation."
            value={props.numero}
            error={errors['numero']}
          />
          <SubmitButton label="Demander la délégation" />
        </Form>
      </div>
      <h2 class="fr-mt-4w">Demandées, accordées, finies</h2>
      {liste.total === 0 ? (
        <p>Vous n’avez encore rien demandé, et aucun client ne vous a rien délégué.</p>
      ) : (
        <Table
          caption="Délégations, la plus récente d’abord"
          columns={['Habilitation', 'État', 'Demandée le', 'Accordée le', 'Action']}
          folds
        >
          <tbody>
            {liste.items.map((delegation) => (
              <Row delegation={delegation} />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination of="délégations" page={liste.page} pages={liste.pages} href={(to) => `${DELEGATIONS}?page=${to}`} />
    </Space>
  );
}

function Row({ delegation }: { delegation: DelegationVue }): JSX.Element {
  const { id, numero, demandee_le, accordee_le } = delegation;
  return (
    <tr>
      <th scope="row" class="objet">
        {delegation.etat === 'accordee' ? (
          <>
            <a href={`${CLIENTS}/${delegation.habilitation}`} safe>
              {delegation.organisation ?? numero}
            </a>
            <span class="precision" safe>{`${numero} – ${delegation.intitule}`}</span>
          </>
        ) : (
          <span safe>{numero}</span>
        )}
      </th>
      <td data-colonne="État">
        <State delegation={delegation} />
      </td>
      <td data-colonne="Demandée le" safe>
        {demandee_le === null ? '–' : dayOf(demandee_le)}
      </td>
      <td data-colonne="Accordée le" safe>
        {accordee_le === null ? '–' : dayOf(accordee_le)}
      </td>
      <td>
        {delegation.etat === 'accordee' ? (
          <a class="fr-btn fr-btn--tertiary fr-btn--sm" href={`${DELEGATIONS}/${id}/rendre`}>
            Rendre<span class="fr-sr-only" safe>{` la délégation ${numero}`}</span>
          </a>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

function State({ delegation }: { delegation: DelegationVue }): JSX.Element {
  switch (delegation.etat) {
    case 'accordee':
      return <Badge tone="success" label="En cours" />;
    case 'attendue':
      return (
        <>
          <Badge tone="info" label="Demandée" />
          <span class="precision" safe>{`jusqu’au ${dayOf(delegation.jusquAu)}`}</span>
        </>
      );
    case 'sans_reponse':
      return (
        <>
          <Badge tone="plain" label="Sans réponse" />
          <span class="precision">{`en ${DEMANDE_JOURS} jours`}</span>
        </>
      );
    default:
      return (
        <>
          <Badge tone="plain" label="Finie" />
          <span class="precision" safe>
            {delegation.close_le === null
              ? endings[delegation.fin]
              : `${endings[delegation.fin]}, le ${dayOf(delegation.close_le)}`}
          </span>
        </>
      );
  }
}
