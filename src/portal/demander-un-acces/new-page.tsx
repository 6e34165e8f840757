import { type FormulaireCasUsage, formulaires } from '../../habilitations/cas-usage.ts';
import type { Demande } from '../../records/demandes.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import { RadioGroup } from '../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

const TITLE = 'Nouvelle demande';

interface NewPageProps {
  readonly frame: Frame;
  /** The form that the address names; null to choose one here. */
  readonly chosen: FormulaireCasUsage | null;
  /** The requests of this person that are still to be sent. */
  readonly toFinish: readonly Demande[];
  readonly intitule: string;
  readonly errors: FieldErrors;
}

/** Starts a request: a title is enough. Or goes on with one that was started. */
export function newPage({ frame, chosen, toFinish, intitule, errors }: NewPageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={TITLE}
      isError={Object.keys(errors).length > 0}
      trail={[
        ['/', 'Accueil'],
        ['/demander-un-acces', titleAt('/demander-un-acces')],
      ]}
    >
      <h1>{TITLE}</h1>
      <ErrorSummary errors={errors} />
      {toFinish.length === 0 ? '' : <ToFinish demandes={toFinish} />}
      {chosen !== null && !chosen.ouvert ? <Closed formulaire={chosen} /> : ''}
      <div class="colonne">
        {toFinish.length === 0 ? '' : <h2 class="fr-h4">Commencer une autre demande</h2>}
        <Form frame={frame} action="/demandes/nouvelle">
          {chosen?.ouvert ? <Chosen formulaire={chosen} /> : <Choice error={errors['cas']} />}
          <Field
            name="intitule"
            label="Intitulé du projet"
            hint="Il vous sert à retrouver la demande, et peut être rendu public. Vous pourrez le changer. Exemple : Aide à l’embauche des apprentis, région Exemple."
            value={intitule}
            error={errors['intitule']}
          />
          <p>
            Une demande couvre un seul contexte métier&nbsp;: si votre projet en a plusieurs (un portail public et un
            outil d’instruction, par exemple), faites une demande pour chacun.
          </p>
          <SubmitButton label="Créer la demande" />
        </Form>
      </div>
    </Layout>
  );
}

function Chosen({ formulaire: { cle, titre } }: { formulaire: FormulaireCasUsage }): JSX.Element {
  return (
    <>
      <HiddenField name="cas" value={cle} />
      <p>
        Cas d’usage&nbsp;: <strong safe>{titre}</strong> (<a href="/demandes/nouvelle">en choisir un autre</a>)
      </p>
    </>
  );
}

function Choice({ error }: { error: string | undefined }): JSX.Element {
  return (
    <RadioGroup
      name="cas"
      legend="Cas d’usage"
      error={error}
      checked=""
      options={formulaires
        .filter(({ ouvert }) => ouvert)
        .map(({ cle, titre, resume }) => ({ value: cle, label: titre, hint: resume }))}
    />
  );
}

function Closed({ formulaire: { titre, page } }: { formulaire: FormulaireCasUsage }): JSX.Element {
  return (
    <Alert kind="warning" title={`${titre} : ce dispositif est clos`}>
      <p>
        Les demandes ne sont plus reçues pour ce cas d’usage&nbsp;: <a href={`/cas-usage/${page}`}>voir son archive</a>.
        Vous pouvez choisir un autre formulaire ci-dessous.
      </p>
    </Alert>
  );
}

function ToFinish({ demandes }: { demandes: readonly Demande[] }): JSX.Element {
  return (
    <section aria-labelledby="reprendre" class="fr-mb-4w">
      <h2 class="fr-h4" id="reprendre" safe>
        {demandes.length === 1 ? 'Reprendre votre brouillon' : `Reprendre un de vos ${demandes.length} brouillons`}
      </h2>
      <ul>
        {demandes.map(({ id, numero, intitule, modifiee_le }) => (
          <li>
            <a href={`/demandes/${id}/formulaire`} safe>
              {intitule === '' ? `Demande ${numero}` : intitule}
            </a>
            <span class="precision" safe>{`${numero}, modifiée le ${dateTimeOf(modifiee_le)}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
