import type { Service } from '../../../jetons/consommation/compteurs.ts';
import type { Trace } from '../../../records/traces.ts';
import { declared, momentOf, statutTone, statutWords } from '../../shared/call-words.ts';
import { Badge } from '../../views/badge.tsx';
import { Table } from '../../views/table.tsx';
import { serviceName } from '../consommation/words.ts';
import { tracesOf } from './words.ts';

interface CallsTableProps {
  readonly caption: string;
  readonly jti: string;
  readonly traces: readonly Trace[];
  readonly services: readonly Service[];
}

/** Calls, the latest first, each with the way to its explanation. */
export function CallsTable({ caption, jti, traces, services }: CallsTableProps): JSX.Element {
  return (
    <Table caption={caption} columns={['Reçu le', 'Appel', 'Pour qui, pourquoi', 'Réponse']} folds>
      <tbody>
        {traces.map((trace) => (
          <tr>
            <td data-colonne="Reçu le">
              <time datetime={trace.recu_le.toISOString()} safe>
                {momentOf(trace.recu_le)}
              </time>
            </td>
            <td class="fr-cell--multiline" data-colonne="Appel">
              <span safe>{serviceName(trace.endpoint, services)}</span>
              <span class="precision">
                <code safe>{trace.identifiant === '' ? '–' : trace.identifiant}</code>
              </span>
            </td>
            <td class="fr-cell--multiline" data-colonne="Pour qui, pourquoi">
              <Purpose trace={trace} />
            </td>
            <td class="fr-cell--multiline" data-colonne="Réponse">
              <Badge tone={statutTone(trace.statut)} label={statutWords(trace.statut)} />
              <span class="precision">
                <a href={`${tracesOf(jti)}/${trace.request_id}`}>
                  Expliquer cet appel
                  <span class="fr-sr-only" safe>{` du ${momentOf(trace.recu_le)}, ${trace.identifiant}`}</span>
                </a>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Purpose({ trace: { context, recipient, object } }: { trace: Trace }): JSX.Element {
  if (context === null) return <span>Non lu&nbsp;: l’appel a été refusé avant.</span>;
  return (
    <>
      <span safe>{declared(context, 'Cadre absent')}</span>
      <span class="precision" safe>
        {`${declared(object, 'objet absent')} · ${declared(recipient, 'bénéficiaire absent')}`}
      </span>
    </>
  );
}
