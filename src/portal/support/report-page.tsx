import type { GenreTicket } from '../../records/tables/support.ts';
import type { ProviderServices } from '../shared/service-lists.ts';
import { Alert } from '../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field, TextArea } from '../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { CaptureField } from './capture.tsx';
import { kindFields } from './report-fields.tsx';
import type { ReportValues } from './report-form.ts';
import { reportKinds } from './report-kinds.ts';
import { supportTrail } from './trail.ts';

export interface ReportPageProps {
  readonly frame: Frame;
  readonly genre: GenreTicket;
  readonly groups: readonly ProviderServices[];
  readonly values: ReportValues;
  /** Whose account it is; null for a visitor, who says who he is. */
  readonly account: { readonly email: string } | null;
  readonly errors?: FieldErrors;
  /** A token was typed: what to do of it. */
  readonly leaked?: boolean;
  /** Why nothing was kept, when no field is to blame. */
  readonly unkept?: 'too_often' | 'away';
  readonly fileWasSent?: boolean;
}

/** The form of one kind of report. */
export function reportPage(props: ReportPageProps): JSX.Element {
  const { frame, genre, values, account, errors = {}, leaked, unkept, fileWasSent = false } = props;
  const title = reportKinds.find((kind) => kind.genre === genre)?.title ?? '';
  const Fields = kindFields[genre];
  return (
    <Layout
      frame={frame}
      title={`${title} – Support`}
      here={title}
      isError={unkept !== undefined || Object.keys(errors).length > 0}
      trail={supportTrail}
    >
      <h1 safe>{title}</h1>
      {unkept === 'too_often' ? <TooOften /> : ''}
      {unkept === 'away' ? <Away /> : ''}
      <ErrorSummary errors={errors} />
      {leaked ? <Leaked /> : ''}
      <p>
        Tous les champs sont obligatoires, sauf mention contraire. Vous recevez un numéro et un lien de suivi&nbsp;; la
        réponse vient sur cette page et par courriel.
      </p>
      <div class="colonne">
        <Form frame={frame} action="/support/signaler" withFiles>
          <HiddenField name="type" value={genre} />
          <Fields groups={props.groups} values={values} errors={errors} />
          <TextArea
            name="texte"
            label={genre === 'general' ? 'Votre question' : 'Ce qui se passe, et ce que vous attendiez'}
            hint={
              genre === 'endpoint' ? 'Sans jeton, ni donnée protégée de la réponse.' : 'Sans jeton ni mot de passe.'
            }
            rows={8}
            value={values.texte}
            error={errors['texte']}
          />
          <CaptureField error={errors['capture']} wasSent={fileWasSent} />
          {account === null ? <Who values={values} errors={errors} /> : <Known email={account.email} />}
          <SubmitButton label="Envoyer" />
        </Form>
      </div>
      <p class="fr-mt-4w">
        Ce que vous envoyez est lu par le support seul. Vos coordonnées et vos fichiers sont effacés 18 mois après la
        résolution&nbsp;: voyez les <a href="/donnees-personnelles">données personnelles</a>.
      </p>
    </Layout>
  );
}

function Who({ values, errors }: { values: ReportValues; errors: FieldErrors }): JSX.Element {
  return (
    <>
      <Field
        name="email"
        type="email"
        label="Adresse e-mail"
        hint="Le lien de suivi et les réponses y sont envoyés. Format attendu : nom@domaine.example"
        autocomplete="email"
        value={values.email}
        error={errors['email']}
      />
      <Field name="nom" label="Nom" autocomplete="name" value={values.nom} error={errors['nom']} optional />
    </>
  );
}

function Known({ email }: { email: string }): JSX.Element {
  return (
    <p>
      Les réponses seront envoyées à{' '}
      <strong class="adresse" safe>
        {email}
      </strong>
      , et visibles dans votre compte.
    </p>
  );
}

function TooOften(): JSX.Element {
  return (
    <Alert kind="error" title="Trop de signalements en une heure" fresh>
      <p>
        Plusieurs signalements viennent d’être envoyés depuis votre réseau ou avec votre adresse. Celui-ci n’a pas été
        enregistré&nbsp;; ce que vous avez écrit est ci-dessous. Réessayez dans une heure, ou complétez un signalement
        déjà ouvert par son lien de suivi.
      </p>
    </Alert>
  );
}

function Away(): JSX.Element {
  return (
    <Alert kind="error" title="Votre signalement n’a pas pu être enregistré" fresh>
      <p>
        Le service ne peut rien enregistrer en ce moment. Ce n’est pas de votre fait, et ce que vous avez écrit est
        ci-dessous&nbsp;: envoyez-le de nouveau dans quelques minutes.
      </p>
    </Alert>
  );
}

function Leaked(): JSX.Element {
  return (
    <Alert kind="warning" title="Un jeton se trouvait dans votre envoi">
      <p>
        Nous l’avons retiré avant toute lecture, et il n’est conservé nulle part ici. S’il a pu être vu ailleurs,
        considérez-le comme divulgué&nbsp;: <a href="/faq#jeton-divulgue">que faire d’un jeton divulgué</a>.
      </p>
    </Alert>
  );
}
