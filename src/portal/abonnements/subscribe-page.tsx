import { Alert } from '../views/alert.tsx';
import { RadioGroup } from '../views/choices.tsx';
import { ErrorSummary } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { ServicesField, type ServicesFieldProps } from './services-field.tsx';
import type { Typed, WishErrors } from './wish.ts';

interface SubscribePageProps {
  readonly frame: Frame;
  readonly groups: ServicesFieldProps['groups'];
  readonly typed: Typed;
  readonly errors?: WishErrors;
  /** The request was taken, or refused whole. */
  readonly outcome?: 'sent' | 'too_often';
}

const TITLE = 'Être prévenu des incidents et des maintenances';

export function subscribePage({ frame, groups, typed, errors = {}, outcome }: SubscribePageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={TITLE}
      isError={Object.keys(errors).length > 0 || outcome === 'too_often'}
      trail={[
        ['/', 'Accueil'],
        ['/etat-des-services', 'État des services'],
      ]}
      head={<script defer src="/statique/abonnements.js" />}
    >
      <h1>{TITLE}</h1>
      {outcome === 'sent' ? <Sent /> : ''}
      {outcome === 'too_often' ? <TooOften /> : ''}
      <ErrorSummary errors={errors} />
      <p class="fr-text--lg">
        Un message à chaque incident, à chaque nouvelle, à chaque maintenance annoncée, pour les services que vous
        utilisez. Sans compte, et vous vous désabonnez d’un clic.
      </p>
      <Form frame={frame} action="/abonnements">
        <Field
          name="email"
          type="email"
          label="Adresse e-mail"
          hint="Un message de confirmation y sera envoyé. Format attendu : nom@domaine.example"
          autocomplete="email"
          value={typed.email}
          error={errors.email}
        />
        <RadioGroup
          name="sorte"
          legend="Comment voulez-vous être prévenu ?"
          checked={typed.sorte}
          options={[
            { value: 'courriel', label: 'Par courriel', hint: 'Vous lisez les messages vous-même.' },
            {
              value: 'webhook',
              label: 'Par webhook',
              hint: 'Votre outil reçoit un appel HTTP signé ; votre adresse e-mail ne sert qu’à confirmer et à vous prévenir d’un arrêt.',
            },
          ]}
        />
        <Field
          name="url"
          type="url"
          label="Adresse du webhook"
          hint="Pour le webhook seulement. Exemple : https://outil.example/webhook"
          optional
          value={typed.url}
          error={errors.url}
        />
        <ServicesField groups={groups} checked={typed.services} error={errors.service} />
        <SubmitButton label="S’abonner" />
      </Form>
      <h2>Ce que nous gardons</h2>
      <p>
        Votre adresse et vos choix, le temps de l’abonnement&nbsp;; ils sont effacés trente jours après votre départ.
        Une demande qui n’est pas confirmée est effacée au bout de deux jours.
      </p>
      <p>
        Déjà abonné&nbsp;? Chaque message porte un lien pour changer vos choix ou vous désabonner. Vous l’avez
        perdu&nbsp;? Abonnez-vous de nouveau&nbsp;: vos nouveaux choix remplaceront les anciens.
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
