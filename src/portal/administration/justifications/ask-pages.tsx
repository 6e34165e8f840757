import type { Endpoint } from '../../../core/endpoint.ts';
import type { Preparation } from '../../../jetons/justifications/preparation.ts';
import { ExampleCalls } from '../../shared/justification-view.tsx';
import { Alert } from '../../views/alert.tsx';
import { ConfirmPage } from '../../views/confirm.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field, TextArea } from '../../views/fields.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { aboveJustifications, LIST } from './list-page.tsx';

/** What the form holds. */
export interface AskValues {
  readonly jti: string;
  readonly appels: string;
  readonly motif: string;
  readonly volume: string;
}

interface AskPageProps {
  readonly frame: Frame;
  readonly values: AskValues;
  readonly errors: FieldErrors;
  /** Why it cannot be asked, when no field is to blame. */
  readonly refusal: string | null;
}

const trail = [...aboveJustifications, [LIST, 'Demandes de justification']] as const;
const title = 'Demander une justification';

export function askPage({ frame, values, errors, refusal }: AskPageProps): JSX.Element {
  return (
    <Layout frame={frame} title={title} isError={refusal !== null || Object.keys(errors).length > 0} trail={trail}>
      <h1>{title}</h1>
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <ErrorSummary errors={errors} />
      <Form frame={frame} action={`${LIST}/nouvelle`}>
        <Field
          name="jti"
          label="Numéro du jeton (jti)"
          hint="Inutile si vous désignez des appels."
          value={values.jti}
          error={errors['jti']}
          optional
        />
        <TextArea
          name="appels"
          label="Appels désignés"
          hint="Un identifiant (X-Request-Id) par ligne, tous du même jeton. Sans eux, la demande porte sur l’ensemble de ses appels, les dix derniers en exemple."
          value={values.appels}
          error={errors['appels']}
          rows={4}
          optional
        />
        <TextArea
          name="motif"
          label="Ce que vous demandez, et pourquoi"
          hint="Ce texte est envoyé aux titulaires, et gardé au journal."
          value={values.motif}
          error={errors['motif']}
        />
        <Field
          name="volume"
          label="Volume approximatif"
          hint="Par exemple : 12 000 appels entre le 3 et le 5 novembre."
          value={values.volume}
          error={errors['volume']}
          optional
        />
        <SubmitButton label="Relire avant d’envoyer" />
      </Form>
    </Layout>
  );
}

interface ConfirmProps {
  readonly frame: Frame;
  readonly values: AskValues;
  readonly prepared: Preparation;
  readonly endpoints: readonly Endpoint[];
}

/** What would be sent, and to whom: mails do not come back. */
export function confirmAskPage({ frame, values, prepared, endpoints }: ConfirmProps): JSX.Element {
  const { jeton, emails, exemples } = prepared;
  return (
    <ConfirmPage
      frame={frame}
      trail={trail}
      title="Envoyer cette demande de justification ?"
      action={`${LIST}/nouvelle`}
      values={{ ...values, confirme: 'oui' }}
      label="Envoyer la demande"
      back={LIST}
    >
      <dl class="fiche fiche-pliante">
        <dt>Jeton</dt>
        <dd safe>{`${jeton.sujet} (${jeton.jti})`}</dd>
        <dt>Reçoivent un courriel</dt>
        <dd safe>{emails.join(', ')}</dd>
        <dt>Ce qui leur est demandé</dt>
        <dd class="texte-saisi" safe>
          {values.motif}
        </dd>
        {values.volume === '' ? (
          ''
        ) : (
          <>
            <dt>Volume approximatif</dt>
            <dd safe>{values.volume}</dd>
          </>
        )}
      </dl>
      <h2>Appels qui leur seront montrés</h2>
      <ExampleCalls traces={exemples} endpoints={endpoints} />
      <p>Une demande envoyée ne se reprend pas&nbsp;: elle se clôt.</p>
    </ConfirmPage>
  );
}
