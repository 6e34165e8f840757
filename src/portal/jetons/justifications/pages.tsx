import type { Endpoint } from '../../../core/endpoint.ts';
import { estPossible } from '../../../jetons/justifications/etats.ts';
import type { JustificationLue, TrancheJustifications } from '../../../jetons/justifications/lecture.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { etatJustificationWords, JustificationAsked, JustificationThread } from '../../shared/justification-view.tsx';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';
import { accountTrail } from '../consommation/words.ts';

export const JUSTIFICATIONS = '/compte/justifications';

/** What is asked of the calls of the tokens that one looks after. */
export function justificationsPage({ frame, liste }: { frame: Frame; liste: TrancheJustifications }): JSX.Element {
  return (
    <Layout frame={frame} title="Justifications – Mon compte" here="Justifications" trail={accountTrail}>
      <h1>Justifications demandées</h1>
      <p class="colonne">
        Un fournisseur de données ou la loi peuvent demander pourquoi des appels ont été faits. L’équipe du service vous
        le demande ici, et vous répondez ici.
      </p>
      {liste.total === 0 ? (
        <p>Rien ne vous est demandé.</p>
      ) : (
        <Table caption="Demandes de justification" columns={['Numéro', 'Jeton', 'Demandé le', 'État']} folds>
          <tbody>
            {liste.items.map(({ numero, sujet, ouverte_le, etat }) => (
              <tr>
                <th scope="row">
                  <a href={`${JUSTIFICATIONS}/${numero}`} safe>
                    {numero}
                  </a>
                </th>
                <td class="fr-cell--multiline" data-colonne="Jeton" safe>
                  {sujet}
                </td>
                <td data-colonne="Demandé le" safe>
                  {dateTimeOf(ouverte_le)}
                </td>
                <td data-colonne="État">
                  <Badge {...etatJustificationWords[etat]} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Pagination of="demandes" page={liste.page} pages={liste.pages} href={(to) => `${JUSTIFICATIONS}?page=${to}`} />
    </Layout>
  );
}

export interface JustificationPageProps {
  readonly frame: Frame;
  readonly lue: JustificationLue;
  readonly endpoints: readonly Endpoint[];
  readonly texte: string;
  readonly errors: FieldErrors;
  /** Why nothing was kept, when no field is to blame. */
  readonly refusal: string | null;
  readonly isDone: boolean;
}

/** One demand, for who answers. */
export function justificationPage(props: JustificationPageProps): JSX.Element {
  const { frame, lue, endpoints, errors, refusal, isDone } = props;
  return (
    <Layout
      frame={frame}
      title={`Justification ${lue.numero}`}
      here={lue.numero}
      isError={refusal !== null || Object.keys(errors).length > 0}
      trail={[...accountTrail, [JUSTIFICATIONS, 'Justifications']]}
    >
      <h1 safe>{`Justification ${lue.numero}`}</h1>
      {isDone ? <Alert kind="success" title="Votre réponse est envoyée" fresh /> : ''}
      {refusal === null ? '' : <Refusal sentence={refusal} />}
      <ErrorSummary errors={errors} />
      <p>
        <Badge {...etatJustificationWords[lue.etat]} />{' '}
        <a href={`/compte/jetons/${lue.jti}/traces`} safe>
          {`Traces du jeton « ${lue.sujet} »`}
        </a>
      </p>
      <JustificationAsked lue={lue} endpoints={endpoints} />
      <h2>Réponses</h2>
      <JustificationThread lue={lue} />
      {estPossible(lue.etat, 'repondre') ? (
        <AnswerForm {...props} />
      ) : (
        <p>Cette demande est close&nbsp;: vous n’avez plus rien à faire.</p>
      )}
    </Layout>
  );
}

function Refusal({ sentence }: { sentence: string }): JSX.Element {
  return (
    <Alert kind="error" title="Votre réponse n’est pas enregistrée" fresh>
      <p safe>{sentence}</p>
    </Alert>
  );
}

function AnswerForm({ frame, lue, texte, errors }: JustificationPageProps): JSX.Element {
  return (
    <Form frame={frame} action={`${JUSTIFICATIONS}/${lue.numero}`}>
      <HiddenField name="version" value={String(lue.version)} />
      <TextArea
        name="texte"
        label={lue.etat === 'attendue' ? 'Votre réponse' : 'Compléter la réponse'}
        hint="Dans quelle procédure ces appels ont été faits, par qui, et pourquoi. N’y mettez pas votre jeton."
        value={texte}
        error={errors['texte']}
      />
      <p class="fr-text--sm">L’équipe du service et les autres interlocuteurs de ce jeton la liront.</p>
      <SubmitButton label="Envoyer la réponse" />
    </Form>
  );
}
