import { generalErrors, providerErrors } from '../../../core/error-catalogue.ts';
import { type FailureKind, statusOfKind } from '../../../core/failure-kind.ts';
import { prose } from '../../shared/prose.ts';
import { AnchoredHeading } from '../../views/anchored-heading.tsx';
import { Table } from '../../views/table.tsx';
import type { Fiche } from '../fiche.ts';
import type { SheetContext } from './context.ts';

/** « Erreurs propres »: what the sheet says, then the sentences that answers give for these codes and for those of all endpoints. */
export function ErrorsSection({ fiche, context }: { fiche: Fiche; context: SheetContext }): JSX.Element {
  const markdown = fiche.parts.find(({ title }) => title === 'Erreurs propres')?.markdown ?? '';
  const safeText = prose(markdown, {
    anchor: 'erreurs',
    deeper: 1,
    caption: 'Erreurs propres à cet endpoint',
    pageOf: context.pageOf,
  });
  return (
    <section>
      <AnchoredHeading level={2} id="erreurs" title="Erreurs propres" />
      <div class="texte">{safeText}</div>
      <FoldedErrors title="Les phrases de ces codes" errors={errorsNamed(markdown, fiche)} />
      <FoldedErrors title="Les erreurs communes à tous les endpoints" errors={commonErrors(fiche)} />
      <p>
        Le corps d’une erreur est <code>{'{ "errors": ["…"] }'}</code>&nbsp;; <code>error_format=json_api</code> donne
        le code, le paramètre et le fournisseur de chacune.
      </p>
    </section>
  );
}

interface ErrorLine {
  readonly code: string;
  readonly kind: FailureKind;
  readonly title: string;
  readonly sentence: string;
}

function FoldedErrors({ title, errors }: { title: string; errors: readonly ErrorLine[] }): JSX.Element {
  if (errors.length === 0) return <></>;
  return (
    <details class="repli">
      <summary safe>{title}</summary>
      <Table caption={title} columns={['Statut', 'Code', 'Ce que dit la réponse']} folds>
        <tbody>
          {errors.map(({ code, kind, title: name, sentence }) => (
            <tr>
              <td>{statusOfKind[kind]}</td>
              <th scope="row">
                <code safe>{code}</code>
              </th>
              <td>
                <strong safe>{name}</strong>. <span safe>{sentence}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

const general: readonly ErrorLine[] = Object.entries(generalErrors).map(([code, text]) => ({ code, ...text }));

/** The codes that the sheet names and that the catalogue of errors knows, in their order. */
function errorsNamed(markdown: string, { endpoint: { providers } }: Fiche): ErrorLine[] {
  const known = new Map<string, ErrorLine>(general.map((line) => [line.code, line]));
  for (const { code, name } of providers) {
    for (const [subcode, { kind, title, sentence }] of Object.entries(providerErrors)) {
      known.set(`${code}${subcode}`, { code: `${code}${subcode}`, kind, title, sentence: sentence(name) });
    }
  }
  const named = [...new Set(markdown.match(/\b\d{5}\b/g))].sort();
  return named.flatMap((code) => known.get(code) ?? []);
}

/** Those of the gate, and the faults of the identifiers that this endpoint takes. */
function commonErrors({ endpoint: { subject } }: Fiche): ErrorLine[] {
  const ownFaults = subject.segments.map(({ fault }) => fault.code);
  return general.filter(({ code }) => !code.startsWith('003') || ownFaults.includes(code));
}
