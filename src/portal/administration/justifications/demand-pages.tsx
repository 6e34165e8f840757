import type { Endpoint } from '../../../core/endpoint.ts';
import { estPossible } from '../../../jetons/justifications/etats.ts';
import type { JustificationLue } from '../../../jetons/justifications/lecture.ts';
import { etatJustificationWords, JustificationAsked, JustificationThread } from '../../shared/justification-view.tsx';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { aboveJustifications, LIST } from './list-page.tsx';

interface DemandPageProps {
  readonly frame: Frame;
  readonly lue: JustificationLue;
  readonly endpoints: readonly Endpoint[];
  readonly done: string | null;
}

const above = [...aboveJustifications, [LIST, 'Demandes de justification']] as const;

/** One demand, for operators: what was asked, what was answered, and whether it is enough. */
export function demandPage({ frame, lue, endpoints, done }: DemandPageProps): JSX.Element {
  const { numero, sujet, etat, auteur_nom } = lue;
  return (
    <Layout frame={frame} title={`${numero} – Demandes de justification`} here={numero} trail={above}>
      <h1 safe>{`Demande ${numero}`}</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      <p>
        <Badge {...etatJustificationWords[etat]} />{' '}
        <span safe>{`Jeton « ${sujet} ». Demandée par ${auteur_nom}.`}</span>
      </p>
      <h2>Réponses</h2>
      <JustificationThread lue={lue} />
      {estPossible(etat, 'clore') ? (
        <p>
          <a class="fr-btn" href={`${LIST}/${numero}/clore`}>
            Clore la demande
          </a>
        </p>
      ) : (
        ''
      )}
      <JustificationAsked lue={lue} endpoints={endpoints} />
    </Layout>
  );
}

interface ClosePageProps {
  readonly frame: Frame;
  readonly lue: JustificationLue;
  readonly texte: string;
  readonly errors: FieldErrors;
  readonly refusal: string | null;
}

/** Asks before it is closed, and what its holders are told. */
export function closePage({ frame, lue, texte, errors, refusal }: ClosePageProps): JSX.Element {
  const { numero, version, etat } = lue;
  const title = `Clore la demande ${numero} ?`;
  return (
    <Layout
      frame={frame}
      title={title}
      here="Clore"
      isError={refusal !== null || Object.keys(errors).length > 0}
      trail={[...above, [`${LIST}/${numero}`, numero]]}
    >
      <div class="colonne">
        <h1 safe>{title}</h1>
        {refusal === null ? (
          ''
        ) : (
          <Alert kind="error" title="La demande n’est pas close" fresh>
            <p safe>{refusal}</p>
          </Alert>
        )}
        <ErrorSummary errors={errors} />
        <p>
          {etat === 'attendue' ? 'Personne n’a encore répondu. ' : ''}
          Les titulaires en sont avertis par courriel et ne pourront plus répondre. On ne peut pas revenir en arrière.
        </p>
        <h2>Réponses</h2>
        <JustificationThread lue={lue} />
        <Form frame={frame} action={`${LIST}/${numero}/clore`}>
          <HiddenField name="version" value={String(version)} />
          <TextArea
            name="texte"
            label="Ce que vous leur en dites"
            hint="Envoyé aux titulaires, et gardé au journal."
            value={texte}
            error={errors['texte']}
            rows={4}
          />
          <p class="actions">
            <SubmitButton label="Clore la demande" />
            <a class="fr-btn fr-btn--secondary" href={`${LIST}/${numero}`}>
              Annuler
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}
