import { type AgentsLus, joursComptes, joursLus } from '../../attestations/agents.ts';
import type { AgentHabilite, HabilitationUtilisable } from '../../records/agents-habilites.ts';
import type { JourDAgent } from '../../records/consultations.ts';
import { dayOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { ConfirmPage } from '../views/confirm.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import { agentsOf, consultationsOf, formOf, grantTrail } from './addresses.ts';
import { whoIs } from './history-page.tsx';

/** What has just been done here, told once, on the page that follows. */
export const agentsDone: Readonly<Record<string, string>> = {
  autorise: 'L’agent est autorisé, un courriel l’en prévient',
  retire: 'L’autorisation est retirée : elle ne vaut plus rien',
};

interface AgentsPageProps {
  readonly frame: Frame;
  readonly habilitation: HabilitationUtilisable;
  readonly lus: AgentsLus;
  readonly typed: { readonly email: string; readonly fin: string };
  readonly done: string | null;
  readonly now: Date;
  readonly errors?: FieldErrors;
  /** Why nothing was done, when no field is to blame. */
  readonly refusal?: string;
}

/** Whom the applicant lets in, and how much they look up. */
export function agentsPage(props: AgentsPageProps): JSX.Element {
  const { frame, habilitation, lus, done, errors = {}, refusal } = props;
  const title = 'Agents autorisés';
  const isError = refusal !== undefined || Object.keys(errors).length > 0;
  return (
    <Layout frame={frame} title={title} isError={isError} trail={grantTrail(habilitation)}>
      <h1>{title}</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      <ErrorSummary errors={errors} />
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        Un agent autorisé consulte <a href={formOf(habilitation.id)}>des entreprises et des associations</a> sur le
        site, sous votre habilitation et au plus ce que permet son jeton, qu’il ne voit jamais. Chacune de ses
        consultations est enregistrée sous son nom. Vous et votre contact métier le pouvez déjà.
      </p>
      <Listed {...props} />
      <Invite {...props} errors={errors} />
      <Counts habilitation={habilitation} jours={lus.jours} />
    </Layout>
  );
}

function Listed({ habilitation, lus: { agents, page, pages }, now }: AgentsPageProps): JSX.Element {
  const here = agentsOf(habilitation.id);
  if (agents.length === 0) return <p>Vous n’avez autorisé aucun agent.</p>;
  return (
    <>
      <Table caption="Agents autorisés" columns={['Adresse e-mail', 'Depuis le', 'Jusqu’au', 'Action']} folds>
        <tbody>
          {agents.map(({ id, email, ajoute_le, fin_le }) => (
            <tr>
              <th scope="row" class="objet" safe>
                {email}
              </th>
              <td data-colonne="Depuis le" safe>
                {dayOf(ajoute_le)}
              </td>
              <td data-colonne="Jusqu’au" safe>
                {endWords(fin_le, now)}
              </td>
              <td>
                <a class="fr-link fr-link--sm" href={`${here}/${id}/retirer`}>
                  Retirer<span class="fr-sr-only" safe>{` l’autorisation de ${email}`}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Pagination of="agents" page={page} pages={pages} href={(to) => `${here}?page=${to}`} />
    </>
  );
}

function endWords(end: Date | null, now: Date): string {
  if (end === null) return 'Sans date de fin';
  const last = dayOf(new Date(end.getTime() - 1));
  return end <= now ? `${last} (terminée)` : last;
}

function Invite({ frame, habilitation, typed, errors }: AgentsPageProps & { errors: FieldErrors }): JSX.Element {
  return (
    <>
      <h2>Autoriser un agent</h2>
      {habilitation.etat === 'active' ? (
        <div class="colonne">
          <p>
            Il reçoit un courriel. L’autorisation vaut pour le compte qui a prouvé cette adresse&nbsp;: n’autorisez que
            des personnes qui ont besoin de ces données pour leur mission.
          </p>
          <Form frame={frame} action={agentsOf(habilitation.id)}>
            <Field
              name="email"
              type="email"
              label="Son adresse e-mail professionnelle"
              autocomplete="off"
              value={typed.email}
              error={errors['email']}
            />
            <Field
              name="fin"
              type="date"
              label="Dernier jour"
              hint="L’autorisation prend fin au soir de ce jour ; sans date, quand vous la retirez."
              optional
              value={typed.fin}
              error={errors['fin']}
            />
            <SubmitButton label="Autoriser" />
          </Form>
        </div>
      ) : (
        <p>Cette habilitation n’est plus en vigueur&nbsp;: elle ne peut être ouverte à personne.</p>
      )}
    </>
  );
}

function Counts({ habilitation, jours }: { habilitation: HabilitationUtilisable; jours: readonly JourDAgent[] }) {
  return (
    <>
      <h2 class="fr-mt-6w">{`Consultations des ${joursComptes} derniers jours`}</h2>
      {jours.length === 0 ? (
        <p>Aucune consultation sur le site.</p>
      ) : (
        <Table caption="Par jour et par personne" columns={['Jour', 'Qui', 'Consultations', 'Services demandés']} folds>
          <tbody>
            {jours.map((jour) => (
              <tr>
                <th scope="row" safe>
                  {dayOf(new Date(`${jour.jour}T12:00:00Z`))}
                </th>
                <td class="fr-cell--multiline" data-colonne="Qui" safe>
                  {whoIs(jour)}
                </td>
                <td data-colonne="Consultations" safe>
                  {String(jour.envois)}
                </td>
                <td data-colonne="Services demandés" safe>
                  {String(jour.services)}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {jours.length < joursLus ? (
        ''
      ) : (
        <p>{`Seules les ${joursLus} lignes les plus récentes sont comptées ici ; la liste entière suit.`}</p>
      )}
      <p>
        <a class="fr-link" href={consultationsOf(habilitation.id)}>
          Toutes les consultations
        </a>
      </p>
    </>
  );
}

export function withdrawPage(frame: Frame, habilitation: HabilitationUtilisable, agent: AgentHabilite): JSX.Element {
  const here = agentsOf(habilitation.id);
  return (
    <ConfirmPage
      frame={frame}
      trail={[...grantTrail(habilitation), [here, 'Agents autorisés']]}
      title="Retirer cette autorisation ?"
      action={`${here}/${agent.id}/retirer`}
      label="Retirer l’autorisation"
      back={here}
    >
      <p>
        <strong class="adresse" safe>
          {agent.email}
        </strong>{' '}
        ne pourra plus rien consulter sous cette habilitation, dès maintenant, ni télécharger ce qu’il a déjà demandé.
        Un courriel l’en préviendra. Vous pourrez l’autoriser de nouveau.
      </p>
    </ConfirmPage>
  );
}
