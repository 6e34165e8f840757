import type { Endpoint } from '../../core/endpoint.ts';
import type { ToldTicket } from '../../support/ticket-reader.ts';
import { TicketFacts, TicketThread } from '../shared/ticket-view.tsx';
import { etatWords } from '../shared/ticket-words.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { TextArea } from '../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { CaptureField } from './capture.tsx';
import { supportTrail } from './trail.ts';

/** What has just been done here, told once, on the page that follows. */
export type Done = 'ouvert' | 'repondu' | 'resolu';

export interface FollowPageProps {
  readonly frame: Frame;
  readonly ticket: ToldTicket;
  readonly endpoints: readonly Endpoint[];
  /** The address of this page, whose forms and files are below it. */
  readonly base: string;
  readonly trail: readonly (readonly [string, string])[];
  readonly done: Done | null;
  readonly texte: string;
  readonly errors: FieldErrors;
  /** Why nothing was kept, when no field is to blame. */
  readonly refusal: string | null;
  readonly fileWasSent: boolean;
}

/** « Where is it, and what is expected of me? » */
export function followPage(props: FollowPageProps): JSX.Element {
  const { frame, ticket, endpoints, base, trail, done, errors, refusal } = props;
  const { numero, etat, messages, efface_le } = ticket;
  const { told, tone, next } = etatWords[etat];
  const here = `Signalement ${numero}`;
  return (
    <Layout
      frame={frame}
      title={`${here} – Support`}
      here={here}
      isError={refusal !== null || Object.keys(errors).length > 0}
      trail={trail}
    >
      <h1>
        Signalement{' '}
        <span class="insecable" safe>
          {numero}
        </span>
      </h1>
      {done === null ? '' : <DoneAlert done={done} ticket={ticket} />}
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        <Badge tone={tone} label={told} />
      </p>
      <p safe>{next}</p>
      <TicketFacts ticket={ticket} endpoints={endpoints} />
      <h2>Échanges</h2>
      <TicketThread messages={messages} reader="demandeur" pieceHref={(id) => `${base}/pieces/${id}`} />
      {efface_le === null ? <Answering {...props} /> : ''}
    </Layout>
  );
}

function DoneAlert({ done, ticket: { numero, email } }: { done: Done; ticket: ToldTicket }): JSX.Element {
  if (done === 'repondu') return <Alert kind="success" title="Votre message est envoyé" fresh />;
  if (done === 'resolu') return <Alert kind="success" title="Votre signalement est clos" fresh />;
  return (
    <Alert kind="success" title={`Votre signalement est enregistré sous le numéro ${numero}`} fresh>
      <p>
        Un courriel part vers{' '}
        <strong class="adresse" safe>
          {email}
        </strong>{' '}
        avec un lien vers cette page. S’il n’arrive pas d’ici quelques minutes, regardez dans vos indésirables, et
        gardez l’adresse de cette page.
      </p>
    </Alert>
  );
}

function Answering({ frame, ticket, base, texte, errors, fileWasSent }: FollowPageProps): JSX.Element {
  const version = String(ticket.version);
  const isResolved = ticket.etat === 'resolu';
  return (
    <>
      <section aria-labelledby="repondre">
        <h2 id="repondre">{isResolved ? 'Le problème n’est pas résolu ?' : 'Répondre, compléter'}</h2>
        <div class="colonne">
          <Form frame={frame} action={`${base}/messages`} withFiles>
            <HiddenField name="version" value={version} />
            <TextArea
              name="texte"
              label="Votre message"
              hint="Sans jeton ni mot de passe."
              value={texte}
              error={errors['texte']}
            />
            <CaptureField error={errors['capture']} wasSent={fileWasSent} />
            <SubmitButton label={isResolved ? 'Rouvrir le signalement' : 'Envoyer'} />
          </Form>
        </div>
      </section>
      {isResolved ? (
        ''
      ) : (
        <section aria-labelledby="clore">
          <h2 id="clore" class="fr-mt-6w">
            C’est réglé&nbsp;?
          </h2>
          <p>Vous pourrez toujours rouvrir ce signalement en répondant.</p>
          <Form frame={frame} action={`${base}/resolu`}>
            <HiddenField name="version" value={version} />
            <SubmitButton label="C’est résolu" rank="secondary" />
          </Form>
        </section>
      )}
    </>
  );
}

/** A link that opens nothing: cut in its mail, or to a ticket that is gone. */
export function deadLinkPage(frame: Frame): JSX.Element {
  return (
    <Layout frame={frame} title="Ce lien n’ouvre aucun signalement – Support" isError trail={supportTrail}>
      <h1>Ce lien n’ouvre aucun signalement</h1>
      <p>
        Vérifiez qu’il est entier&nbsp;: certaines messageries coupent les adresses longues. Chaque courriel reçu à
        propos d’un signalement porte un lien qui l’ouvre. Ces liens cessent 18 mois après la résolution.
      </p>
      <p>
        <a class="fr-btn" href="/support">
          Écrire au support
        </a>
      </p>
    </Layout>
  );
}
