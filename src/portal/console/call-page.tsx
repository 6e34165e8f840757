import { callActionOf } from '../shared/console/call-action.ts';
import { CallForm } from '../shared/console/call-form.tsx';
import type { Callable } from '../shared/console/callable.ts';
import { ConsoleHead } from '../shared/console/console-head.tsx';
import type { JetonOffer } from '../shared/console/offer.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import type { Attempt } from './attempt.ts';

import { type OutcomeContext, OutcomeSection } from './outcome.tsx';

interface CallPageProps {
  readonly frame: Frame;
  readonly callable: Callable;
  readonly offer: JetonOffer;
  readonly attempt: Attempt;
  readonly context: OutcomeContext;
}

/** The answer to a call made from a sheet, and the call again, to be changed. */
export function callPage({ frame, callable, offer, attempt, context }: CallPageProps): JSX.Element {
  const { endpoint, sheetPath } = callable;
  const { values, chosen, errors, outcome } = attempt;
  const isRefused = isRefusal(attempt);
  return (
    <Layout
      frame={frame}
      title={`Appel – ${endpoint.title}`}
      here="Appel"
      isError={isRefused}
      trail={[
        ['/', 'Accueil'],
        ['/catalogue', 'Catalogue'],
        [sheetPath, endpoint.title],
      ]}
      head={<ConsoleHead />}
    >
      <h1 safe>{`Appel : ${endpoint.title}`}</h1>
      {outcome.kind === 'refused' ? '' : <h2>Ce qui s’est passé</h2>}
      <OutcomeSection callable={callable} attempt={attempt} context={context} />
      <h2>L’appel</h2>
      <CallForm {...{ frame, callable, offer, values, chosen, errors, isRefused }} action={callActionOf(callable)} />
      <p class="fr-mt-4w">
        <a class="fr-link" href={sheetPath}>
          Retour à la fiche
        </a>
      </p>
    </Layout>
  );
}

/** Nothing was called, for what is missing or wrong. */
export function isRefusal({ outcome: { kind }, errors }: Attempt): boolean {
  return kind === 'refused' || (kind === 'verified' && Object.keys(errors).length > 0);
}
