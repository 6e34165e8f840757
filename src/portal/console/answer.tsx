import type { DoorAnswer } from '../../platform/own-door.ts';
import type { Callable } from '../shared/console/callable.ts';
import { curlCommand } from '../shared/console/curl.ts';
import { inlineText } from '../shared/inline-text.ts';
import { Alert } from '../views/alert.tsx';
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
        <p>{inlineText(what)}</p>
        {status === 200 ? '' : <p>{inlineText(wayOut)}</p>}
        <Faults faults={faults} />
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

function Faults({ faults }: Pick<AnswerProps, 'faults'>): JSX.Element {
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
      <h3>Les en-têtes</h3>
      <Table caption="En-têtes de la réponse" columns={['En-tête', 'Valeur', 'Ce qu’il dit']} folds>
        <tbody>
          {ours.map(({ name, value, words }) => (
            <tr>
              <th scope="row">
                <code safe>{name}</code>
              </th>
              <td>
                <code safe>{value}</code>
              </td>
              <td safe>{words ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {others.length === 0 ? '' : <p class="legende" safe>{`Et ceux du protocole : ${others.join(' ; ')}.`}</p>}
    </>
  );
}
