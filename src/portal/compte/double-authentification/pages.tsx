import type { FactorState } from '../../../accounts/second-factor.ts';
import { dayOf } from '../../shared/dates.ts';
import { Alert } from '../../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { QrCode } from '../../views/qr-code.tsx';

export const FACTOR = '/compte/securite/double-authentification';
const TITLE = 'Double authentification';
const trail = [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
  ['/compte/securite', 'Sécurité'],
] as const;

interface FactorPageProps {
  readonly frame: Frame;
  readonly factor: FactorState;
  /** Whether there is a password to ask for again. */
  readonly hasPassword: boolean;
  readonly justOff: boolean;
  /** The page that asks for it, to go back to; null when none does. */
  readonly back: string | null;
  readonly errors?: FieldErrors;
  /** Why what was asked is refused, when no field alone is to blame. */
  readonly refusal?: string;
}

export function factorPage(props: FactorPageProps): JSX.Element {
  const { frame, factor, hasPassword, justOff, back, errors = {}, refusal } = props;
  return (
    <Layout frame={frame} title={TITLE} isError={refusal !== undefined || Object.keys(errors).length > 0} trail={trail}>
      <div class="colonne">
        <h1>{TITLE}</h1>
        {justOff ? <Alert kind="success" title="La double authentification est désactivée" fresh /> : ''}
        <ErrorSummary errors={errors} />
        {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
        {factor.state === 'off' ? <Off frame={frame} back={back} /> : ''}
        {factor.state === 'proposed' ? <Proposed frame={frame} factor={factor} back={back} errors={errors} /> : ''}
        {factor.state === 'on' && back !== null ? (
          <p>
            <a href={back}>Revenir à la page d’où vous venez</a>
          </p>
        ) : (
          ''
        )}
        {factor.state === 'on' ? <On frame={frame} factor={factor} hasPassword={hasPassword} errors={errors} /> : ''}
      </div>
    </Layout>
  );
}

/** Where one goes back to, carried along. */
function Back({ back }: { back: string | null }): JSX.Element {
  return back === null ? '' : <HiddenField name="retour" value={back} />;
}

function Off({ frame, back }: Pick<FactorPageProps, 'frame' | 'back'>): JSX.Element {
  return (
    <>
      <p>
        Elle n’est pas activée. Une fois activée, se connecter demande votre mot de passe et un code de votre téléphone,
        qui change toutes les trente secondes&nbsp;: un mot de passe volé ne suffit plus.
      </p>
      <p>
        Il vous faut une application de codes, comme celle de votre gestionnaire de mots de passe. Il vous faudra moins
        de deux minutes.
      </p>
      <Form frame={frame} action={FACTOR}>
        <Back back={back} />
        <SubmitButton label="Activer la double authentification" />
      </Form>
    </>
  );
}

interface ProposedProps extends Pick<FactorPageProps, 'frame' | 'back'> {
  readonly factor: Extract<FactorState, { state: 'proposed' }>;
  readonly errors: FieldErrors;
}

function Proposed({ frame, factor: { secret, uri }, back, errors }: ProposedProps): JSX.Element {
  return (
    <>
      <h2>1. Ajoutez ce service à votre application de codes</h2>
      <p>Photographiez cette image depuis l’application&nbsp;:</p>
      <QrCode text={uri} label="QR code à photographier ; la clé écrite dessous dit la même chose" />
      <p>
        Sur ce téléphone même, <a href={uri}>ouvrez l’application de codes</a>. Sinon, saisissez-y cette clé&nbsp;:
      </p>
      <p>
        <code class="secret" safe>
          {secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </code>
      </p>
      <h2>2. Saisissez le code qu’elle affiche</h2>
      <Form frame={frame} action={`${FACTOR}/confirmation`}>
        <Back back={back} />
        <Field
          name="code"
          label="Code"
          hint="Six chiffres"
          inputmode="numeric"
          autocomplete="one-time-code"
          error={errors['code']}
        />
        <SubmitButton label="Activer" />
      </Form>
    </>
  );
}

interface OnProps {
  readonly frame: Frame;
  readonly factor: Extract<FactorState, { state: 'on' }>;
  readonly hasPassword: boolean;
  readonly errors: FieldErrors;
}

function On({ frame, factor: { since, codesLeft }, hasPassword, errors }: OnProps): JSX.Element {
  return (
    <>
      <p>
        <span safe>{`Elle est activée depuis le ${dayOf(since)}.`}</span>{' '}
        <span safe>{`Codes de secours qui peuvent encore servir : ${codesLeft} sur 10.`}</span>
      </p>
      <h2>Tirer de nouveaux codes de secours</h2>
      <p>Les dix anciens ne serviront plus.</p>
      <Form frame={frame} action={`${FACTOR}/codes`}>
        <CodeField name="code" errors={errors} />
        <SubmitButton label="Tirer de nouveaux codes" rank="secondary" />
      </Form>
      <h2 class="fr-mt-6w">Désactiver la double authentification</h2>
      <p>Votre mot de passe suffira de nouveau pour se connecter. Vous pourrez la réactiver.</p>
      <Form frame={frame} action={`${FACTOR}/desactivation`}>
        {hasPassword ? (
          <Field
            name="mot_de_passe"
            type="password"
            label="Votre mot de passe"
            autocomplete="current-password"
            error={errors['mot_de_passe']}
          />
        ) : (
          ''
        )}
        <CodeField name="code_desactivation" errors={errors} />
        <SubmitButton label="Désactiver" rank="secondary" />
      </Form>
    </>
  );
}

function CodeField({ name, errors }: { name: 'code' | 'code_desactivation'; errors: FieldErrors }): JSX.Element {
  return (
    <Field
      name={name}
      label="Code"
      hint="Celui de votre téléphone, ou un code de secours"
      autocomplete="one-time-code"
      error={errors[name]}
    />
  );
}

interface RecoveryCodesPageProps {
  readonly frame: Frame;
  readonly codes: readonly string[];
  readonly isNew: boolean;
  readonly back: string | null;
}

/** Shown this once. */
export function recoveryCodesPage({ frame, codes, isNew, back }: RecoveryCodesPageProps): JSX.Element {
  const title = 'Vos codes de secours';
  return (
    <Layout frame={frame} title={title} trail={[...trail, [FACTOR, TITLE]]}>
      <h1>{title}</h1>
      <Alert
        kind="success"
        title={isNew ? 'La double authentification est activée' : 'Vos nouveaux codes sont tirés'}
        fresh
      />
      <Alert kind="warning" title="Copiez ces codes maintenant : ils ne seront plus affichés">
        <ol class="codes-secours">
          {codes.map((code) => (
            <li>
              <code safe>{code}</code>
            </li>
          ))}
        </ol>
      </Alert>
      <p>
        Si vous perdez votre téléphone, l’un de ces codes le remplacera pour vous connecter&nbsp;; chacun sert une fois.
        Imprimez-les, ou gardez-les dans un gestionnaire de mots de passe, ailleurs que sur ce téléphone.
      </p>
      <p>
        <a class="fr-btn" href={back ?? FACTOR}>
          J’ai copié mes codes
        </a>
      </p>
    </Layout>
  );
}
