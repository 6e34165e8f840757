import type { Suivie } from '../../habilitations/suivi.ts';
import type { DemandeMessage } from '../../records/demande-messages.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { TextArea } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { demandeTrail, pageOf } from './addresses.ts';
import { FieldName } from './remarks.tsx';

interface MessagesPageProps {
  readonly frame: Frame;
  readonly suivie: Suivie;
  /** Whether this reader is its applicant: his are « Vous », and what he has not read is marked. */
  readonly isMine: boolean;
  readonly mayWrite: boolean;
  readonly mayEdit: boolean;
  readonly done: string | null;
  readonly corps: string;
  readonly errors: FieldErrors;
  readonly refusal: string | null;
}

/** What was said about a request, and the answer to it. */
export function messagesPage(props: MessagesPageProps): JSX.Element {
  const { frame, suivie, done, errors, refusal, mayWrite, corps } = props;
  const { demande, messages } = suivie;
  return (
    <Layout
      frame={frame}
      title={`Messages – Demande ${demande.numero}`}
      here="Messages"
      isError={refusal !== null || Object.keys(errors).length > 0}
      trail={demandeTrail(demande)}
    >
      <h1>Messages</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <p safe>{`À propos de la demande ${demande.numero}, « ${demande.intitule} ».`}</p>
      {messages.length === 0 ? (
        <p>Aucun message pour le moment.</p>
      ) : (
        <ol class="chronologie">
          {messages.map((message) => (
            <Message message={message} {...props} />
          ))}
        </ol>
      )}
      {mayWrite ? (
        <section class="colonne" aria-labelledby="ecrire">
          <h2 id="ecrire">Écrire à l’équipe d’instruction</h2>
          <Form frame={frame} action={pageOf(demande.id, 'messages')}>
            <TextArea
              name="corps"
              label="Votre message"
              hint="Sans jeton ni mot de passe. Pour changer la demande elle-même, modifiez-la."
              value={corps}
              error={errors['corps']}
            />
            <SubmitButton label="Envoyer" />
          </Form>
        </section>
      ) : (
        <p>L’état de la demande ne permet pas d’y ajouter de message.</p>
      )}
    </Layout>
  );
}

function Message(props: MessagesPageProps & { message: DemandeMessage }): JSX.Element {
  const { message, isMine, mayEdit, suivie } = props;
  const { cote, auteur_nom, le, corps, champ, lu_le } = message;
  const isTheirs = cote === 'instruction';
  const who = isTheirs ? `${auteur_nom}, équipe d’instruction` : isMine ? 'Vous' : auteur_nom;
  return (
    <li>
      <p class="fr-mb-0">
        <strong safe>{who}</strong> ·{' '}
        <time datetime={le.toISOString()} safe>
          {dateTimeOf(le)}
        </time>
        {isTheirs && lu_le === null && isMine ? (
          <>
            {' '}
            <Badge tone="info" label="Non lu" />
          </>
        ) : (
          ''
        )}
        {isTheirs ? '' : <span class="discret">{lu_le === null ? ' · pas encore lu' : ' · lu'}</span>}
      </p>
      {champ === null ? (
        ''
      ) : (
        <p class="fr-mb-0">
          À propos de&nbsp;: <FieldName demande={suivie.demande.id} champ={champ} isOpen={mayEdit} />
        </p>
      )}
      <p class="texte texte-saisi" safe>
        {corps}
      </p>
    </li>
  );
}
