import type { Endpoint } from '../../../core/endpoint.ts';
import { silentStates } from '../../../support/states.ts';
import type { ToldTicket } from '../../../support/ticket-reader.ts';
import { TicketFacts, TicketThread } from '../../shared/ticket-view.tsx';
import { etatWords } from '../../shared/ticket-words.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import { RadioGroup } from '../../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { LIST } from './filters.ts';

/** What the fields of the page hold. */
export interface TicketValues {
  readonly reponse: string;
  readonly etat: string;
  readonly note: string;
}

export interface TicketPageProps {
  readonly frame: Frame;
  readonly ticket: ToldTicket;
  readonly endpoints: readonly Endpoint[];
  readonly values: TicketValues;
  readonly errors: FieldErrors;
  readonly done: string | null;
  /** Why nothing was kept, when no field is to blame. */
  readonly refusal: string | null;
}

/** One ticket, for who answers: what was reported, what was said, then what to do. */
export function ticketPage(props: TicketPageProps): JSX.Element {
  const { frame, ticket, endpoints, errors, done, refusal } = props;
  const { numero, etat, messages, efface_le } = ticket;
  const { label, tone } = etatWords[etat];
  return (
    <Layout
      frame={frame}
      title={`${numero} – Signalements`}
      here={numero}
      isError={refusal !== null || Object.keys(errors).length > 0}
      trail={[
        ['/', 'Accueil'],
        ['/administration', 'Administration'],
        [LIST, 'Signalements'],
      ]}
    >
      <h1>
        Signalement{' '}
        <span class="insecable" safe>
          {numero}
        </span>
      </h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        <Badge tone={tone} label={label} />
      </p>
      <TicketFacts ticket={ticket} endpoints={endpoints} />
      <Reporter ticket={ticket} />
      {ticket.endpoint === null ? '' : <IncidentLink endpoint={ticket.endpoint} />}
      <h2>Échanges</h2>
      <TicketThread messages={messages} reader="support" pieceHref={(id) => `${LIST}/${numero}/pieces/${id}`} />
      {efface_le === null ? <Answer {...props} /> : ''}
      <Note {...props} />
    </Layout>
  );
}

function Reporter({ ticket: { nom, email, compte, efface_le } }: { ticket: ToldTicket }): JSX.Element {
  if (efface_le !== null) return <p>Les coordonnées et les fichiers de ce signalement ont été effacés.</p>;
  return (
    <p>
      Envoyé par{' '}
      <strong class="adresse" safe>
        {nom === '' ? email : `${nom} (${email})`}
      </strong>
      ,{' '}
      {compte === null
        ? 'sans compte : cette adresse n’est pas vérifiée, ne lui confiez rien de protégé.'
        : 'connecté à son compte.'}
    </p>
  );
}

function IncidentLink({ endpoint }: { endpoint: string }): JSX.Element {
  return (
    <p>
      <a class="fr-link" href={`/administration/incidents/nouveau?services=${endpoint}`}>
        Ouvrir un incident sur cet endpoint
      </a>
    </p>
  );
}

function Answer({ frame, ticket, values, errors }: TicketPageProps): JSX.Element {
  const { numero, version, etat } = ticket;
  return (
    <>
      <section aria-labelledby="repondre">
        <h2 id="repondre">Répondre</h2>
        <div class="colonne">
          <Form frame={frame} action={`${LIST}/${numero}/reponses`}>
            <HiddenField name="version" value={String(version)} />
            <TextArea
              name="reponse"
              label="Réponse"
              hint="Envoyée par courriel au demandeur, avec un lien vers l’échange."
              rows={8}
              value={values.reponse}
              error={errors['reponse']}
            />
            <RadioGroup
              name="etat"
              legend="Ensuite, le signalement est"
              checked={values.etat}
              error={errors['etat']}
              options={[
                { value: 'en_attente', label: 'En attente du demandeur', hint: 'Vous lui demandez quelque chose.' },
                { value: 'en_cours', label: 'En cours', hint: 'Vous continuez d’y travailler.' },
                { value: 'resolu', label: 'Résolu', hint: 'Il pourra le rouvrir en répondant.' },
              ]}
            />
            <SubmitButton label="Envoyer la réponse" />
          </Form>
        </div>
      </section>
      <section aria-labelledby="etat">
        <h2 class="fr-mt-6w" id="etat">
          Changer l’état sans répondre
        </h2>
        <p>Le demandeur n’est prévenu que s’il est résolu.</p>
        <Form frame={frame} action={`${LIST}/${numero}/etat`}>
          <HiddenField name="version" value={String(version)} />
          <p class="actions">
            {silentStates(etat).map((other) => (
              <SubmitButton label={stateButtons[other]} name="etat" value={other} rank="secondary" />
            ))}
          </p>
        </Form>
      </section>
    </>
  );
}

const stateButtons = { recu: '', en_attente: '', en_cours: 'Mettre en cours', resolu: 'Marquer comme résolu' } as const;

function Note({ frame, ticket: { numero }, values, errors }: TicketPageProps): JSX.Element {
  return (
    <section aria-labelledby="note">
      <h2 class="fr-mt-6w" id="note">
        Note interne
      </h2>
      <div class="colonne">
        <Form frame={frame} action={`${LIST}/${numero}/notes`}>
          <TextArea
            name="note"
            label="Note"
            hint="Le demandeur ne la voit jamais."
            rows={3}
            value={values.note}
            error={errors['note']}
          />
          <SubmitButton label="Ajouter la note" rank="secondary" />
        </Form>
      </div>
    </section>
  );
}
