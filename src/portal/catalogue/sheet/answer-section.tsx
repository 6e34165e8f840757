import type { AnswerField } from '../../../papers/answer-fields.ts';
import { withAddresses } from '../../../papers/with-addresses.ts';
import { inlineText } from '../../shared/inline-text.ts';
import { prose } from '../../shared/prose.ts';
import { AnchoredHeading } from '../../views/anchored-heading.tsx';
import { Table } from '../../views/table.tsx';
import type { Fiche } from '../fiche.ts';
import { fieldAnchor, formats, sheetPath } from '../words.ts';
import type { SheetContext, Specimen } from './context.ts';

interface AnswerSectionProps {
  readonly fiche: Fiche;
  readonly context: SheetContext;
  readonly specimen: Specimen | null;
}

/** « Réponse »: each field of the schema, a whole answer beside them, then what the sheet says of it. */
export function AnswerSection({ fiche, context, specimen }: AnswerSectionProps): JSX.Element {
  const { endpoint, fields } = fiche;
  return (
    <section>
      <AnchoredHeading level={2} id="reponse" title="Réponse" />
      <div class="reponse">
        <Table
          caption={`${fields.length} champ${fields.length > 1 ? 's' : ''} de ${endpoint.title}`}
          columns={['Champ', 'Type', 'Ce qu’il dit']}
          folds
        >
          <tbody>
            {fields.map((field) => (
              <FieldRow field={field} />
            ))}
          </tbody>
        </Table>
        <SampleAnswer fiche={fiche} context={context} specimen={specimen} />
      </div>
      <p>
        Quand une partie n’a pas pu être obtenue, le statut est 206 et <code>_indisponible</code> en donne la
        liste&nbsp;: «&nbsp;Donnée indisponible&nbsp;» prend la place d’un texte, <code>null</code> celle du reste.
      </p>
      <Knowledge fiche={fiche} context={context} />
    </section>
  );
}

const lacks = { null: 'peut manquer : null', absent: 'peut manquer : clé absente' } as const;

function FieldRow({ field }: { field: AnswerField }): JSX.Element {
  const { name, path, type, unit, mayLack, description, example } = field;
  const above = path.slice(0, -1).join('.');
  return (
    <tr id={fieldAnchor(path)}>
      <th scope="row" class={`niveau-${Math.min(path.length, 6)}`}>
        <code>
          {above === '' ? (
            ''
          ) : (
            <span class="fr-sr-only" safe>
              {`${above}.`}
            </span>
          )}
          {breakable(name)}
        </code>
      </th>
      <td>
        <span safe>{type}</span>
        {unit === null ? (
          ''
        ) : (
          <span class="champ-precision" safe>
            {unit}
          </span>
        )}
        {mayLack === null ? '' : <span class="champ-precision champ-manque">{lacks[mayLack]}</span>}
      </td>
      <td>
        {inlineText(description)}
        {example === undefined || example === '' ? (
          ''
        ) : (
          <span class="champ-precision">
            Exemple&nbsp;: <code safe>{shortened(String(example))}</code>
          </span>
        )}
      </td>
    </tr>
  );
}

/** A long name may be cut after an underscore. */
function breakable(name: string): JSX.Element {
  return (
    <>
      {name.split(/(?<=_)/).map((part, rank) => (
        <>
          {rank > 0 ? <wbr /> : ''}
          <span safe>{part}</span>
        </>
      ))}
    </>
  );
}

const LONGEST_EXAMPLE = 60;

function shortened(example: string): string {
  if (example === '<pdf>' || example === '<zip>') return `https://…/document.${example.slice(1, -1)}`;
  return example.length <= LONGEST_EXAMPLE ? example : `${example.slice(0, LONGEST_EXAMPLE)}…`;
}

function SampleAnswer({ fiche, context, specimen }: AnswerSectionProps): JSX.Element {
  const text = sampleText(fiche, context.publicUrl);
  const { titre, statut } = fiche.sample;
  return (
    <div class="reponse-exemple">
      <p class="reponse-titre" safe>
        {`Exemple, statut ${statut} : ${titre.toLowerCase()}`}
      </p>
      <pre tabindex="0" data-copier="la réponse d’exemple">
        <code safe>{text}</code>
      </pre>
      <ul class="reponse-fichiers">
        <li>
          <a class="fr-link" href={`${sheetPath(fiche)}/exemple`} safe>
            {`Télécharger cette réponse (JSON – ${weight(Buffer.byteLength(text))})`}
          </a>
        </li>
        {specimen === null ? (
          ''
        ) : (
          <li>
            <a class="fr-link" href={`${sheetPath(fiche)}/exemple/document`} safe>
              {`Télécharger un document simulé (${formats[fiche.format]} – ${weight(specimen.bytes.length)})`}
            </a>
          </li>
        )}
      </ul>
    </div>
  );
}

/** The sample as a program receives it, laid out. */
export function sampleText({ sample }: Fiche, publicUrl: string): string {
  return `${JSON.stringify(withAddresses(sample.reponse, publicUrl), null, 2)}\n`;
}

function weight(bytes: number): string {
  return bytes < 1000 ? `${bytes} octets` : `${Math.round(bytes / 1000)} ko`;
}

/** What the sheet says beside its errors and its questions: a part of the first rank keeps its title. */
function Knowledge({ fiche: { parts }, context }: { fiche: Fiche; context: SheetContext }): JSX.Element {
  const told = parts.filter(({ title }) => title !== 'Erreurs propres' && title !== 'Questions');
  return (
    <>
      {told.map(({ title, markdown }, rank) => {
        const id = rank === 0 ? 'a-savoir' : `a-savoir-${rank + 1}`;
        const safeText = prose(markdown, { anchor: id, deeper: 1, caption: title, pageOf: context.pageOf });
        return (
          <>
            <AnchoredHeading level={3} id={id} title={title} />
            <div class="texte">{safeText}</div>
          </>
        );
      })}
    </>
  );
}
