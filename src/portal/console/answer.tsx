import type { DoorAnswer } from '../../platform/own-door.ts';
import { fieldOf, TYPED_JETON } from '../shared/console/call-fields.ts';
import type { Callable } from '../shared/console/callable.ts';
import { curlCommand } from '../shared/console/curl.ts';
import { inlineText } from '../shared/inline-text.ts';
import { Alert } from '../views/alert.tsx';
import { fieldId } from '../views/fields.tsx';
import { Table } from '../views/table.tsx';
import { type ReadableBody, readableBody } from './answer-body.ts';
import { explain } from './explanation.ts';
import { headerWords, sortedHeaders } from './header-words.ts';

interface AnswerProps {
  readonly callable: Callable;
  readonly publicUrl: string;
  readonly path: string;
  readonly answer: DoorAnswer;
  readonly durationMs: number;
  /** Sentences of the fields at fault, when the answer is about them. */
  readonly faults: readonly (readonly [anchor: string, sentence: string])[];
}

/** A call made, from its request to its body, explained. */
export function Answer({ callable, publicUrl, path, answer, durationMs, faults }: AnswerProps): JSX.Element {
  const { status, headers } = answer;
  const { providers } = callable.endpoint;
  const code = headers.find(([name]) => name.toLowerCase() === 'x-error-code')?.[1] ?? null;
  const { tone, title, what, wayOut } = explain(status, code, providers);
  const body = readableBody(answer, publicUrl);
  return (
    <>
      <Alert kind={tone} title={title} fresh>
        <p>{inlineText(body.sentences.length === 0 ? what : body.sentences.join(' '))}</p>
        {status === 200 ? '' : <p>{inlineText(`Que faire : ${lowered(wayOut)}`)}</p>}
        <Ways ways={faults.length > 0 ? faults : wayBack(status, callable)} />
        <Documents body={body} />
        {status < 400 ? (
          ''
        ) : (
          <p>
            <a href="/documentation/codes">Tous les codes et les en-têtes</a>
          </p>
        )}
      </Alert>
      <h3>La requête</h3>
      <pre tabindex="0">
        <code safe>{`GET ${publicUrl}${path}\nAuthorization: Bearer ••••••••`}</code>
      </pre>
      <h3>Le corps de la réponse</h3>
      <p class="legende" safe>
        {`Reçu en ${Math.round(durationMs)} ms.${body.isCut ? ' Il est long : seul son début est montré.' : ''}`}
      </p>
      <pre class="console-corps" tabindex="0" data-copier="la réponse">
        <code safe>{body.text}</code>
      </pre>
      <Headers headers={headers} />
      <details class="repli">
        <summary>Le même appel, dans un terminal</summary>
        <p>
          La variable <code>JETON</code> contient votre jeton.
        </p>
        <pre tabindex="0" data-copier="la commande">
          <code safe>{curlCommand(`${publicUrl}${path}`, callable.timeoutSeconds)}</code>
        </pre>
      </details>
    </>
  );
}

const lowered = (sentence: string): string => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

/** The field to look at again. */
function wayBack(status: number, { endpoint }: Callable): AnswerProps['faults'] {
  const [segment] = endpoint.subject.segments.slice(-1);
  if (status === 401 || status === 400) return [[fieldId(TYPED_JETON), 'Revoir le jeton']];
  if (status === 403)
    return [[fieldId(TYPED_JETON), 'Changer de jeton, ou « Vérifier sans appeler » pour lire ses droits']];
  if ([301, 404, 451].includes(status) && segment !== undefined)
    return [[fieldId(fieldOf(segment.parameter)), `Revoir ${segment.parameter}`]];
  return [];
}

function Ways({ ways: faults }: { ways: AnswerProps['faults'] }): JSX.Element {
  if (faults.length === 0) return <></>;
  return (
    <ul>
      {faults.map(([anchor, sentence]) => (
        <li>
          <a href={`#${anchor}`} safe>
            {sentence}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Documents({ body: { documents, missing } }: { body: ReadableBody }): JSX.Element {
  return (
    <>
      {documents.length === 0 ? (
        ''
      ) : (
        <ul>
          {documents.map((address, rank) => (
            <li>
              <a href={address} safe>
                {`Télécharger le document${documents.length > 1 ? ` ${rank + 1}` : ''} (${address.split('.').at(-1)?.toUpperCase() ?? ''})`}
              </a>
            </li>
          ))}
        </ul>
      )}
      {missing.length === 0 ? '' : <p safe>{`Il manque : ${missing.join(', ')}.`}</p>}
    </>
  );
}

function Headers({ headers }: { headers: DoorAnswer['headers'] }): JSX.Element {
  const told = sortedHeaders(headers).map(([name, value]) => ({ name, value, words: headerWords(name, value) }));
  const ours = told.filter(({ words }) => words !== null);
  const others = told.filter(({ words }) => words === null).map(({ name, value }) => `${name}: ${value}`);
  return (
    <>
      <Table caption="En-têtes de la réponse" columns={['En-tête et valeur', 'Ce qu’il dit']} folds>
        <tbody>
          {ours.map(({ name, value, words }) => (
            <tr>
              <th scope="row" class="console-entete">
                <code safe>{name}</code>
                <code class="champ-precision" safe>
                  {value}
                </code>
              </th>
              <td class="console-dit" safe>
                {words ?? ''}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {others.length === 0 ? '' : <p class="legende" safe>{`Et ceux du protocole : ${others.join(' ; ')}.`}</p>}
    </>
  );
}
