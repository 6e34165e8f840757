import { personneEnTexte, titresContacts } from '../../habilitations/champs.ts';
import { contacts } from '../../habilitations/contenu.ts';
import { formulaireDe } from '../../habilitations/formulaire.ts';
import type { Demande } from '../../records/demandes.ts';
import { RadioGroup } from '../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { demandeTrail, pageOf } from './addresses.ts';

interface RenewPageProps {
  readonly frame: Frame;
  readonly demande: Demande;
  readonly intitule: string;
  /** Whether those named are still the right ones, as it was answered. */
  readonly confirmed: string;
  readonly errors: FieldErrors;
}

/** A new request, with all that this one has. */
export function renewPage({ frame, demande, intitule, confirmed, errors }: RenewPageProps): JSX.Element {
  const isRefused = demande.etat === 'refusee';
  const title = isRefused ? 'Reprendre dans une nouvelle demande' : 'Renouveler';
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
      <div class="colonne">
        <p>
          Une nouvelle demande s’ouvre en brouillon, avec le formulaire, les contacts et les pièces de celle-ci.
          Relisez-la, corrigez ce qui a changé, puis envoyez-la.
        </p>
        <p>
          {isRefused
            ? 'Répondez-y à ce qui a motivé le refus : sans cela, la réponse serait la même.'
            : 'Une fois validée, elle donne un nouveau jeton ; celui d’aujourd’hui fonctionne jusqu’à sa fin, et cette demande-ci est archivée.'}
        </p>
        <Form frame={frame} action={pageOf(demande.id, 'renouveler')}>
          <Field name="intitule" label="Intitulé de la nouvelle demande" value={intitule} error={errors['intitule']} />
          {isRefused ? '' : <NamedPeople demande={demande} confirmed={confirmed} error={errors['contacts']} />}
          <p class="actions">
            <SubmitButton label="Ouvrir la nouvelle demande" />
            <a class="fr-btn fr-btn--secondary" href={pageOf(demande.id)}>
              Ne rien changer
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}

interface NamedPeopleProps {
  readonly demande: Demande;
  readonly confirmed: string;
  readonly error: string | undefined;
}

/** In a year and a half people move: those who are named are read over before anything else. */
function NamedPeople({ demande, confirmed, error }: NamedPeopleProps): JSX.Element {
  const { contenu } = formulaireDe(demande);
  return (
    <>
      <dl class="fiche fiche-pliante">
        {contacts.map((contact) => (
          <>
            <dt safe>{titresContacts[contact]}</dt>
            <dd class="adresse" safe>
              {personneEnTexte(contenu[contact]) || 'Non renseigné'}
            </dd>
          </>
        ))}
      </dl>
      <RadioGroup
        name="contacts"
        legend="Ces personnes sont-elles toujours les bonnes ?"
        hint="Les contacts métier et technique reçoivent les avis d’incident et de fin du jeton."
        checked={confirmed}
        error={error}
        options={[
          { value: 'oui', label: 'Oui, tout est exact' },
          { value: 'non', label: 'Non : je les corrige d’abord' },
        ]}
      />
    </>
  );
}
