import type { Suivie } from '../../habilitations/suivi.ts';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { demandeTrail, pageOf } from './addresses.ts';

interface TransferPageProps {
  readonly frame: Frame;
  readonly suivie: Suivie;
  /** Its applicant hands it over himself; otherwise who instructs it does, for someone who has left. */
  readonly isMine: boolean;
  readonly email: string;
  readonly errors: FieldErrors;
}

const HANDED_OVER =
  'Votre collègue devient le demandeur à votre place, et l’apprend par courriel. Vous ne pourrez plus ni modifier ni envoyer la demande, et son jeton ne vous sera plus montré. Cela ne s’annule pas : lui seul pourra vous la rendre.';
const HANDED_BY_OPERATOR =
  'Pour une personne partie, ou qui ne répond plus. Le nouveau demandeur prend sa place et l’apprend par courriel : il modifie et envoie la demande, et dispose de son jeton. L’ancien n’y a plus accès.';

/** Someone leaves, or changes post: who takes over. */
export function transferPage({ frame, suivie, isMine, email, errors }: TransferPageProps): JSX.Element {
  const { demande, organisation } = suivie;
  const title = isMine ? 'Confier la demande à un collègue' : 'Confier la demande à un autre demandeur';
  const back = isMine ? pageOf(demande.id) : `/instruction/demandes/${demande.id}`;
  return (
    <Layout
      frame={frame}
      title={`${title} – Demande ${demande.numero}`}
      here={title}
      isError={Object.keys(errors).length > 0}
      trail={demandeTrail(demande)}
    >
      <h1>{title}</h1>
      <ErrorSummary errors={errors} />
      {demande.siret === null ? (
        <>
          <p>
            Donnez d’abord l’organisation de la demande&nbsp;: seul un collègue de la même organisation peut la
            reprendre.
          </p>
          <p>
            <a class="fr-btn" href={pageOf(demande.id, 'organisation')}>
              Donner l’organisation
            </a>
          </p>
        </>
      ) : (
        <div class="colonne">
          <p safe>{`« ${demande.intitule} », demande ${demande.numero}, ${organisation?.nom ?? demande.siret}.`}</p>
          <p>{isMine ? HANDED_OVER : HANDED_BY_OPERATOR}</p>
          <Form frame={frame} action={pageOf(demande.id, 'transferer')}>
            <HiddenField name="version" value={String(demande.version)} />
            <Field
              name="email"
              label={isMine ? 'Adresse e-mail de votre collègue' : 'Adresse e-mail du nouveau demandeur'}
              hint="Celle de son compte ici. Il doit être rattaché à la même organisation."
              type="email"
              value={email}
              error={errors['email']}
            />
            <p class="actions">
              <SubmitButton label="Confier la demande" />
              <a class="fr-btn fr-btn--secondary" href={back}>
                Ne rien changer
              </a>
            </p>
          </Form>
        </div>
      )}
    </Layout>
  );
}
