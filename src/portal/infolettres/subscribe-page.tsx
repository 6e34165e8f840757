import type { Lettre } from '../../records/lettres.ts';
import { titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { LetterList } from './letter-list.tsx';
import { ListsField } from './lists-field.tsx';
import type { Typed } from './wish.ts';

interface SubscribePageProps {
  readonly frame: Frame;
  readonly typed: Typed;
  readonly latest: readonly Lettre[];
  readonly errors?: FieldErrors;
  /** The request was taken, or refused whole. */
  readonly outcome?: 'sent' | 'too_often';
}

const TITLE = titleAt('/infolettres');

export function subscribePage({ frame, typed, latest, errors = {}, outcome }: SubscribePageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={TITLE}
      isError={Object.keys(errors).length > 0 || outcome === 'too_often'}
      path="/infolettres"
      trail={[['/', 'Accueil']]}
      head={<link rel="alternate" type="application/atom+xml" title="Lettres" href="/infolettres.atom" />}
    >
      <h1 safe>{TITLE}</h1>
      {outcome === 'sent' ? <Sent /> : ''}
      {outcome === 'too_often' ? <TooOften /> : ''}
      <ErrorSummary errors={errors} />
      <p class="fr-text--lg">
        Ce qui change dans le service, écrit par l’équipe. Sans compte, et vous vous désabonnez d’un clic.
      </p>
      <div class="colonne">
        <Form frame={frame} action="/infolettres">
          <Field
            name="email"
            type="email"
            label="Adresse e-mail"
            hint="Un message de confirmation y sera envoyé. Format attendu : nom@domaine.example"
            autocomplete="email"
            value={typed.email}
            error={errors['email']}
          />
          <ListsField checked={typed.listes} error={errors['liste']} />
          <SubmitButton label="S’abonner" />
        </Form>
      </div>
      <h2>Les dernières lettres</h2>
      {latest.length === 0 ? <p>Aucune lettre n’a encore été envoyée.</p> : <LetterList letters={latest} />}
      <p>
        <a class="fr-link" href="/infolettres/archives">
          Toutes les archives
        </a>
      </p>
      <h2>Pannes et maintenances</h2>
      <p>
        Ces lettres n’en parlent pas&nbsp;: les avis d’incident et de maintenance se choisissent{' '}
        <a href="/abonnements">service par service</a>, par courriel ou par webhook.
      </p>
      <h2>Ce que nous gardons</h2>
      <p>
        Votre adresse et les lettres choisies, le temps de l’abonnement. L’adresse est effacée trente jours après votre
        départ&nbsp;; il n’en reste qu’une empreinte, pour ne jamais vous réabonner à votre place. Une demande qui n’est
        pas confirmée est effacée au bout de deux jours. Nos lettres ne mesurent pas qui les ouvre.
      </p>
      <p>
        Déjà abonné&nbsp;? Chaque lettre porte un lien pour changer vos choix ou vous désabonner. Vous l’avez
        perdu&nbsp;? Abonnez-vous de nouveau&nbsp;: la confirmation ouvre vos choix.
      </p>
    </Layout>
  );
}

function Sent(): JSX.Element {
  return (
    <Alert kind="success" title="Vérifiez votre messagerie" fresh>
      <p>
        Un message vient d’être envoyé à l’adresse que vous avez donnée. Suivez son lien dans les 48 heures pour
        confirmer. S’il n’arrive pas d’ici quelques minutes, regardez dans vos indésirables.
      </p>
    </Alert>
  );
}

function TooOften(): JSX.Element {
  return (
    <Alert kind="error" title="Trop de demandes" fresh>
      <p>
        Trop de demandes d’abonnement viennent d’être faites depuis votre réseau. Rien n’a été enregistré. Réessayez
        dans une heure.
      </p>
    </Alert>
  );
}
