import type { Callable } from '../shared/console/callable.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import { fieldId } from '../views/fields.tsx';
import { Answer } from './answer.tsx';
import type { Attempt, Outcome } from './attempt.ts';
import type { Remark } from './verification.ts';

/** What the console tells beside an answer. */
export interface OutcomeContext {
  readonly publicUrl: string;
  /** Time left to an answer of the API, in seconds. */
  readonly timeoutSeconds: number;
  readonly banHours: number;
}

interface OutcomeProps {
  readonly callable: Callable;
  readonly attempt: Attempt | null;
  readonly context: OutcomeContext;
}

/** What came of the last sending; empty before the first. */
export function OutcomeSection({ callable, attempt, context }: OutcomeProps): JSX.Element {
  return (
    <div id="console-resultat">
      {attempt === null ? '' : <Told callable={callable} attempt={attempt} context={context} />}
    </div>
  );
}

function Told({ callable, attempt, context }: OutcomeProps & { attempt: Attempt }): JSX.Element {
  const { outcome, errors } = attempt;
  switch (outcome.kind) {
    case 'refused':
      return <p>Rien n’a été appelé.</p>;
    case 'verified':
      return <Verified remarks={outcome.remarks} isReady={Object.keys(errors).length === 0} />;
    case 'answered': {
      const { publicUrl } = context;
      const faults = Object.entries(errors).map(([name, sentence]) => [fieldId(name), sentence] as const);
      return <Answer {...outcome} callable={callable} publicUrl={publicUrl} faults={faults} />;
    }
    default:
      return <Unanswered kind={outcome.kind} context={context} />;
  }
}

const badges = { good: ['success', 'Bon'], notice: ['warning', 'À savoir'], wrong: ['error', 'À corriger'] } as const;

function Verified({ remarks, isReady }: { remarks: readonly Remark[]; isReady: boolean }): JSX.Element {
  const list = (
    <ul class="console-remarques">
      {remarks.map(({ tone, sentence }) => (
        <li>
          <Badge tone={badges[tone][0]} label={badges[tone][1]} /> <span safe>{sentence}</span>
        </li>
      ))}
    </ul>
  );
  if (!isReady) {
    return (
      <>
        <p>Rien n’a été appelé. Ce qui va déjà&nbsp;:</p>
        {list}
      </>
    );
  }
  return (
    <Alert kind="success" title="Tout est prêt : rien n’a été appelé, l’appel peut partir" fresh>
      {list}
    </Alert>
  );
}

type Unanswered = Extract<Outcome['kind'], 'throttled' | 'banned' | 'timeout' | 'unreachable'>;

function Unanswered({ kind, context }: { kind: Unanswered; context: OutcomeContext }): JSX.Element {
  switch (kind) {
    case 'throttled':
      return (
        <Alert kind="warning" title="Trop d’essais en peu de temps" fresh>
          <p>
            Rien n’a été appelé. Attendez une minute avant de reprendre, ou appelez depuis un terminal&nbsp;: la console
            sert à essayer, pas à traiter une liste.
          </p>
        </Alert>
      );
    case 'banned':
      return (
        <Alert kind="error" title="Votre adresse est bannie : l’API ne lui répond pas" fresh>
          <p safe>
            {`Rien n’a été appelé. Un bannissement dure ${context.banHours} heures et n’est jamais levé avant ; il vient d’appels trop nombreux depuis votre adresse.`}
          </p>
          <p>
            <a href="/faq#adresse-bannie">Pourquoi, et comment l’éviter</a>
          </p>
        </Alert>
      );
    case 'timeout':
      return (
        <Alert kind="error" title="L’API n’a pas répondu à temps" fresh>
          <p safe>
            {`La console a attendu ${context.timeoutSeconds} secondes, plus que le délai que l’API se donne. Votre appel n’est pas en cause : réessayez plus tard.`}
          </p>
          <StatusLink />
        </Alert>
      );
    case 'unreachable':
      return (
        <Alert kind="error" title="L’API n’a pas pu être jointe" fresh>
          <p>
            La connexion s’est fermée sans réponse, ou ne s’est pas ouverte. Votre appel n’est pas en cause&nbsp;:
            réessayez dans quelques minutes.
          </p>
          <StatusLink />
        </Alert>
      );
  }
}

function StatusLink(): JSX.Element {
  return (
    <p>
      <a href="/etat-des-services">L’état des services</a>
    </p>
  );
}
