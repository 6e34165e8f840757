import type { Session } from '../../records/sessions.ts';
import { browserWords } from '../shared/browser-words.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Table } from '../views/table.tsx';

/** What has just been done here, told once, on the page that follows. */
export const doneSentences = {
  session: 'La session est fermée',
  sessions: 'Toutes vos autres sessions sont fermées',
  'mot-de-passe': 'Votre mot de passe est changé, et vos autres sessions sont fermées',
} as const;

export type Done = keyof typeof doneSentences;

interface SecurityPageProps {
  readonly frame: Frame;
  readonly sessions: readonly Session[];
  /** The fingerprint of the session that reads the page. */
  readonly mine: string;
  readonly hasSecondFactor: boolean;
  readonly done: Done | null;
  readonly errors?: FieldErrors;
  /** Why the change of password was refused, when no field alone is to blame. */
  readonly refusal?: string;
}

export function securityPage(props: SecurityPageProps): JSX.Element {
  const { frame, sessions, mine, hasSecondFactor, done, errors = {}, refusal } = props;
  const isRefused = refusal !== undefined || Object.keys(errors).length > 0;
  const others = sessions.filter(({ empreinte }) => empreinte !== mine);
  return (
    <Layout
      frame={frame}
      title="Sécurité"
      isError={isRefused}
      trail={[
        ['/', 'Accueil'],
        ['/compte', 'Mon compte'],
      ]}
    >
      <h1>Sécurité</h1>
      {done === null ? '' : <Alert kind="success" title={doneSentences[done]} fresh />}
      <ErrorSummary errors={errors} />
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <h2>Double authentification</h2>
      <p>Un code de votre téléphone, en plus du mot de passe&nbsp;: un mot de passe volé ne suffit plus.</p>
      <p>
        <a class="fr-btn fr-btn--secondary" href="/compte/securite/double-authentification">
          {hasSecondFactor ? 'Gérer la double authentification' : 'Activer la double authentification'}
        </a>
      </p>
      <h2 class="fr-mt-6w">Sessions ouvertes</h2>
      <p>
        Une session se ferme d’elle-même après 12 heures sans visite, et 7 jours après la connexion. Si vous n’en
        reconnaissez pas une, fermez-la et changez votre mot de passe.
      </p>
      <Table
        caption="Vos sessions, la dernière vue d’abord"
        columns={['Navigateur', 'Ouverte le', 'Vue le', 'Adresse', 'Action']}
        folds
      >
        <tbody>
          {sessions.map((session) => (
            <SessionRow frame={frame} session={session} isMine={session.empreinte === mine} />
          ))}
        </tbody>
      </Table>
      {others.length < 2 ? (
        ''
      ) : (
        <Form frame={frame} action="/compte/securite/autres-sessions">
          <SubmitButton label={`Fermer mes ${others.length} autres sessions`} rank="secondary" />
        </Form>
      )}
      <h2 class="fr-mt-6w">Changer de mot de passe</h2>
      <div class="colonne">
        <PasswordForm frame={frame} errors={errors} />
      </div>
    </Layout>
  );
}

interface SessionRowProps {
  readonly frame: Frame;
  readonly session: Session;
  readonly isMine: boolean;
}

function SessionRow({ frame, session, isMine }: SessionRowProps): JSX.Element {
  const browser = browserWords(session.agent);
  return (
    <tr>
      <th scope="row" safe>
        {browser}
      </th>
      <td data-colonne="Ouverte le" safe>
        {dateTimeOf(session.cree_le)}
      </td>
      <td data-colonne="Vue le" safe>
        {dateTimeOf(session.vue_le)}
      </td>
      <td data-colonne="Adresse" safe>
        {session.adresse}
      </td>
      <td>
        {isMine ? (
          <Badge tone="info" label="C’est cette session" />
        ) : (
          <Form frame={frame} action="/compte/securite/sessions">
            <HiddenField name="session" value={session.empreinte} />
            <SubmitButton label="Fermer" rank="tertiary" about={`la session ${browser}, ${session.adresse}`} />
          </Form>
        )}
      </td>
    </tr>
  );
}

function PasswordForm({ frame, errors }: { frame: Frame; errors: FieldErrors }): JSX.Element {
  return (
    <Form frame={frame} action="/compte/securite">
      <Field
        name="actuel"
        label="Mot de passe actuel"
        type="password"
        autocomplete="current-password"
        error={errors['actuel']}
      />
      <Field
        name="nouveau"
        label="Nouveau mot de passe"
        hint="12 caractères au moins. Quelques mots sans lien entre eux font un bon mot de passe."
        type="password"
        autocomplete="new-password"
        error={errors['nouveau']}
      />
      <Field
        name="confirmation"
        label="Nouveau mot de passe, une seconde fois"
        type="password"
        autocomplete="new-password"
        error={errors['confirmation']}
      />
      <SubmitButton label="Changer de mot de passe" />
    </Form>
  );
}
