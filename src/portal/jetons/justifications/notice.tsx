import type { Attente } from '../../shared/attente.ts';
import { Alert } from '../../views/alert.tsx';

/** On the pages of a token: what an operator asks about its calls. */
export function JustificationNotice({ demandees }: { demandees: readonly Attente[] }): JSX.Element {
  if (demandees.length === 0) return '';
  return (
    <Alert kind="warning" title="Une justification vous est demandée sur les appels de ce jeton">
      <ul>
        {demandees.map(({ href, label }) => (
          <li>
            <a href={href} safe>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
