import type { AnswerField } from '../../../papers/answer-fields.ts';
import { withAddresses } from '../../../papers/with-addresses.ts';
import { inlineText } from '../../shared/inline-text.ts';
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
  const { fields } = fiche;
  return (
    <section>
      <AnchoredHeading level={2} id="reponse" title="Réponse" />
      <div class="reponse">
        <Table caption={`Champs de la réponse (${fields.length})`} columns={['Champ et type', 'Ce qu’il dit']} folds>
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
    </section>
  );
}

const lacks = { null: 'peut manquer : null', absent: 'peut manquer : clé absente' } as const;

function FieldRow({ field }: { field: AnswerField }): JSX.Element {
  const { name, path, description, example } = field;
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
        <FieldType field={field} />
      </th>
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

function FieldType({ field: { type, unit, mayLack } }: { field: AnswerField }): JSX.Element {
  return (
    <span class="champ-precision">
      <span safe>{unit === null ? type : `${type}, ${unit}`}</span>
      {mayLack === null ? '' : <span class="champ-manque">{lacks[mayLack]}</span>}
    </span>
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
        {`Exemple (${statut}) : ${titre}`}
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
