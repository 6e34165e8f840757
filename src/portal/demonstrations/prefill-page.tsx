import { titleAt } from '../shared/site-map.ts';
import { CheckboxGroup } from '../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import type { FormValues } from './form-values.ts';
import { OutcomeAlert } from './outcome-alert.tsx';
import type { Attempt } from './prefill.ts';
import { RequestForm } from './request-form.tsx';
import { SandboxUnits } from './sandbox-units.tsx';

interface PrefillPageProps {
  readonly frame: Frame;
  readonly siret: string;
  readonly consents: boolean;
  readonly values: FormValues;
  readonly attempt: Attempt;
  /** Of either form. */
  readonly errors: FieldErrors;
}

export const prefillPath = '/demonstrations/pre-remplissage';

/** A form that a SIRET fills, and that anyone can fill without it. */
export function prefillPage(props: PrefillPageProps): JSX.Element {
  const { frame, siret, consents, values, attempt, errors } = props;
  const title = titleAt(prefillPath);
  return (
    <Layout
      frame={frame}
      title={title}
      isError={Object.keys(errors).length > 0}
      path={prefillPath}
      trail={[
        ['/', 'Accueil'],
        ['/cas-usage', 'Cas d’usage'],
        ['/cas-usage/pre-remplissage', 'Pré-remplissage de formulaires'],
      ]}
    >
      <h1 safe>{title}</h1>
      <p class="fr-text--lead redaction">
        Une demande d’autorisation imaginaire, telle qu’une mairie la proposerait. Elle se remplit à partir de votre
        SIRET, ou à la main.
      </p>
      <ErrorSummary errors={errors} />
      <OutcomeAlert attempt={attempt} />
      <h2>1. Gagner du temps avec votre SIRET (facultatif)</h2>
      <Information />
      {frame.sandbox ? <SandboxUnits /> : ''}
      <div class="colonne fr-mb-6w">
        <Form frame={frame} action={prefillPath}>
          <Field
            name="siret"
            label="Numéro de SIRET"
            hint="14 chiffres, par exemple 10010001500013"
            inputmode="numeric"
            value={siret}
            error={errors['siret']}
          />
          <CheckboxGroup
            name="accord"
            legend="Votre accord"
            options={[
              {
                value: 'oui',
                label:
                  'J’accepte que ce formulaire demande les informations publiques de cet établissement et me les propose ci-dessous.',
              },
            ]}
            checked={consents ? ['oui'] : []}
            error={errors['accord']}
          />
          <SubmitButton label="Pré-remplir ma demande" rank="secondary" />
        </Form>
      </div>
      <h2 id="demande">2. Votre demande</h2>
      <RequestForm frame={frame} values={values} errors={errors} proposed={attempt.kind === 'proposed'} />
    </Layout>
  );
}

/** What the user is told before anything is asked about him. */
function Information(): JSX.Element {
  return (
    <div class="redaction">
      <p>Avec votre accord, et à cette étape seulement&nbsp;:</p>
      <ul>
        <li>
          notre serveur demande à API Entreprise la raison sociale, l’enseigne, l’adresse, l’activité et la date de
          création, que tiennent l’INSEE et le registre du commerce&nbsp;; votre navigateur, lui, ne l’appelle
          pas&nbsp;;
        </li>
        <li>ces informations vous sont montrées, et rien n’est envoyé tant que vous ne les avez pas relues&nbsp;;</li>
        <li>l’appel est tracé 36 mois (SIRET, date, motif) ; ce que vous saisissez n’est pas conservé.</li>
      </ul>
    </div>
  );
}
