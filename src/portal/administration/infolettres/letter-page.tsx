import { listWords } from '../../../letters/lists.ts';
import type { FollowedLetter, Page } from '../../../letters/reader.ts';
import { stateOf } from '../../../letters/states.ts';
import type { EchecEnvoi } from '../../../records/envois-lettres.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { ProgressSection } from './progress-section.tsx';
import { TestSection } from './test-section.tsx';
import { aboveLetter, ROOT } from './trail.ts';
import { stateTones, stateWords } from './words.ts';

interface LetterPageProps {
  readonly frame: Frame;
  readonly letter: FollowedLetter;
  readonly failures: Page<EchecEnvoi>;
  /** Where a test would go. */
  readonly testTo: string;
  readonly errors: FieldErrors;
  readonly done: string | null;
  readonly refusal: string | null;
}

/** One letter, for its authors: where it stands, and what can be done with it now. */
export function letterDeskPage(props: LetterPageProps): JSX.Element {
  const { frame, letter, errors, done, refusal } = props;
  const state = stateOf(letter);
  return (
    <Layout
      frame={frame}
      title={`Suivi : ${letter.titre}`}
      here={letter.titre}
      isError={refusal !== null || Object.keys(errors).length > 0}
      trail={aboveLetter}
      head={state === 'en_cours' ? <script defer src="/statique/etat.js" /> : ''}
    >
      <h1 safe>{letter.titre}</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        <Badge tone={stateTones[state]} label={stateWords[state]} />{' '}
        <Badge tone="plain" label={listWords[letter.genre].name} />
      </p>
      <p safe>{letter.resume}</p>
      <p class="mis-a-jour" safe>
        {history(letter)}
      </p>
      {state === 'brouillon' ? <DraftActions id={letter.id} /> : ''}
      {state === 'programmee' ? <Departure frame={frame} letter={letter} /> : ''}
      {state === 'brouillon' || state === 'programmee' ? <TestSection {...props} /> : <ProgressSection {...props} />}
    </Layout>
  );
}

function history({ modifiee_le, modifiee_par, programmee_par, commencee_le }: FollowedLetter): string {
  const sent = commencee_le === null ? '' : ` Partie le ${dateTimeOf(commencee_le)}, décidé par ${programmee_par}.`;
  return `Modifiée le ${dateTimeOf(modifiee_le)} par ${modifiee_par}.${sent}`;
}

function DraftActions({ id }: { id: number }): JSX.Element {
  return (
    <p class="actions">
      <a class="fr-btn" href={`${ROOT}/${id}/envoyer`}>
        Envoyer…
      </a>
      <a class="fr-btn fr-btn--secondary" href={`${ROOT}/${id}/apercu`}>
        Aperçu
      </a>
      <a class="fr-btn fr-btn--secondary" href={`${ROOT}/${id}/modifier`}>
        Modifier
      </a>
      <a class="fr-btn fr-btn--tertiary" href={`${ROOT}/${id}/supprimer`}>
        Supprimer
      </a>
    </p>
  );
}

function Departure({ frame, letter }: { frame: Frame; letter: FollowedLetter }): JSX.Element {
  const { id, version, depart_le, programmee_par } = letter;
  return (
    <section class="avis fr-mb-4w" aria-labelledby="depart">
      <h2 class="fr-h4" id="depart" safe>
        {`Départ le ${depart_le === null ? '' : dateTimeOf(depart_le)}`}
      </h2>
      <p safe>{`Décidé par ${programmee_par}. Jusque-là, rien n’est parti et vous pouvez encore annuler.`}</p>
      <Form frame={frame} action={`${ROOT}/${id}/annuler`}>
        <HiddenField name="version" value={String(version)} />
        <p class="actions">
          <SubmitButton label="Annuler le départ" />
          <a class="fr-btn fr-btn--secondary" href={`${ROOT}/${id}/apercu`}>
            Aperçu
          </a>
        </p>
      </Form>
    </section>
  );
}
