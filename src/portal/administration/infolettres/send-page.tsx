import { listWords } from '../../../letters/lists.ts';
import type { Lettre } from '../../../records/lettres.ts';
import { Alert } from '../../views/alert.tsx';
import { ConfirmPage } from '../../views/confirm.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { DateTimeField } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { belowLetter, ROOT } from './trail.ts';
import { subscribersOf } from './words.ts';

interface SendPageProps {
  readonly frame: Frame;
  readonly letter: Lettre;
  /** How many would receive it now. */
  readonly subscribers: number;
  readonly departure: string;
  readonly errors: FieldErrors;
  readonly refusal: string | null;
}

/** Asks before a letter is sent, saying to how many. */
export function confirmSendingPage({
  frame,
  letter,
  subscribers,
  departure,
  errors,
  refusal,
}: SendPageProps): JSX.Element {
  const { id, version, titre, genre } = letter;
  const isRefused = refusal !== null || Object.keys(errors).length > 0;
  return (
    <Layout frame={frame} title="Envoyer cette lettre ?" isError={isRefused} trail={belowLetter(letter)}>
      <h1>Envoyer cette lettre&nbsp;?</h1>
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <dl class="fiche">
        <dt>Lettre</dt>
        <dd safe>{titre}</dd>
        <dt>Liste</dt>
        <dd safe>{listWords[genre].name}</dd>
        <dt>Destinataires</dt>
        <dd safe>{subscribersOf(subscribers)}</dd>
      </dl>
      {subscribers === 0 ? (
        <p>Personne n’est abonné à cette liste&nbsp;: la lettre sera seulement publiée dans les archives.</p>
      ) : (
        ''
      )}
      <p>
        Elle part dans cinq minutes, ou à l’heure que vous donnez. Jusque-là, vous pouvez annuler&nbsp;; ensuite elle ne
        peut être ni retenue ni changée, et chacun la lit dans les archives.
      </p>
      <div class="colonne">
        <Form frame={frame} action={`${ROOT}/${id}/envoyer`}>
          <HiddenField name="version" value={String(version)} />
          <DateTimeField
            name="depart"
            label="Départ plus tard"
            hint="Laissez vide pour un départ dans cinq minutes."
            value={departure}
            error={errors['depart']}
            optional
          />
          <p class="actions">
            <SubmitButton label={subscribers === 0 ? 'Publier la lettre' : `Envoyer à ${subscribersOf(subscribers)}`} />
            <a class="fr-btn fr-btn--secondary" href={`${ROOT}/${id}`}>
              Ne pas envoyer
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}

/** Asks before a draft is deleted. */
export function discardPage(frame: Frame, letter: Lettre): JSX.Element {
  const { id, version, titre } = letter;
  return (
    <ConfirmPage
      frame={frame}
      trail={belowLetter(letter)}
      title="Supprimer ce brouillon ?"
      action={`${ROOT}/${id}/supprimer`}
      values={{ version: String(version) }}
      label="Supprimer le brouillon"
      back={`${ROOT}/${id}`}
    >
      <p safe>{`« ${titre} » n’a été envoyée à personne. Son texte sera perdu.`}</p>
    </ConfirmPage>
  );
}
