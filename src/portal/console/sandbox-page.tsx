import { CallForm } from '../shared/console/call-form.tsx';
import type { Callable, CallValues, SandboxUnit } from '../shared/console/callable.ts';
import { ConsoleHead } from '../shared/console/console-head.tsx';
import type { JetonOffer } from '../shared/console/offer.ts';
import { providerOf } from '../shared/service-lists.ts';
import { titleAt } from '../shared/site-map.ts';
import { Select } from '../views/fields.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import type { Attempt } from './attempt.ts';
import { isRefusal } from './call-page.tsx';
import { type OutcomeContext, OutcomeSection } from './outcome.tsx';
import { InProduction, TrialJeton, UnitTable } from './sandbox-parts.tsx';
import { SANDBOX_PATH } from './sandbox-path.ts';

interface SandboxPageProps {
  readonly frame: Frame;
  readonly callables: readonly Callable[];
  readonly callable: Callable;
  readonly offer: JetonOffer;
  readonly isFictional: boolean;
  /** What the fields hold, when nothing was sent. */
  readonly values: CallValues;
  readonly attempt: Attempt | null;
  readonly units: readonly SandboxUnit[];
  readonly context: OutcomeContext;
}

/** Any endpoint, called from a page; in a sandbox, about units that play each case. */
export function sandboxPage(props: SandboxPageProps): JSX.Element {
  const { frame, callables, callable, offer, isFictional, attempt, units, context } = props;
  const { values, chosen, errors } = attempt ?? { values: props.values, chosen: undefined, errors: {} };
  const isRefused = attempt !== null && isRefusal(attempt);
  const title = titleAt(SANDBOX_PATH);
  return (
    <Layout
      frame={frame}
      title={title}
      isError={isRefused}
      path={SANDBOX_PATH}
      trail={[
        ['/', 'Accueil'],
        ['/developpeurs', 'Espace développeurs'],
      ]}
      head={<ConsoleHead />}
    >
      <h1 safe>{title}</h1>
      <p class="fr-text--lead redaction">
        {frame.sandbox
          ? 'Appelez l’API d’ici, sur des entreprises inventées qui jouent chaque cas, puis lisez la réponse expliquée.'
          : 'Appelez l’API d’ici avec votre jeton, puis lisez la réponse expliquée. Chaque appel est un vrai appel : compté et tracé.'}
      </p>
      <h2>1. Choisir une donnée</h2>
      <EndpointChoice callables={callables} chosen={callable} />
      <h2 id="appel" safe>{`2. Appeler : ${callable.endpoint.title}`}</h2>
      <p>
        <code safe>{callable.endpoint.path}</code>
        {' · '}
        <a href={callable.sheetPath}>la fiche</a>
        {' · '}
        <a
          href={`/developpeurs/openapi#/${encodeURIComponent(providerOf(callable.endpoint))}/${callable.endpoint.name}`}
        >
          sa description OpenAPI
        </a>
      </p>
      {frame.sandbox && !isFictional ? (
        <p class="avis">
          Cette donnée vient ici de son vrai fournisseur&nbsp;: les entreprises inventées y sont inconnues, et il faut
          votre jeton.
        </p>
      ) : (
        ''
      )}
      <div class="console-deux">
        <CallForm
          {...{ frame, callable, offer, values, errors, isRefused }}
          {...(chosen === undefined ? {} : { chosen })}
          action={`${SANDBOX_PATH}?endpoint=${encodeURIComponent(callable.endpoint.name)}`}
        />
        <OutcomeSection callable={callable} attempt={attempt} context={context} />
      </div>
      {frame.sandbox ? (
        <>
          <UnitTable units={units} callable={callable} isFictional={isFictional} />
          <TrialJeton />
        </>
      ) : (
        ''
      )}
      <InProduction sandbox={frame.sandbox} />
    </Layout>
  );
}

interface EndpointChoiceProps {
  readonly callables: readonly Callable[];
  readonly chosen: Callable;
}

function EndpointChoice({ callables, chosen }: EndpointChoiceProps): JSX.Element {
  return (
    <form class="formulaire colonne" method="get" action={`${SANDBOX_PATH}#appel`}>
      <Select
        name="endpoint"
        label="Donnée"
        options={callables.map(({ endpoint: { name, title } }) => [name, title])}
        value={chosen.endpoint.name}
      />
      <button class="fr-btn fr-btn--secondary" type="submit">
        Choisir cette donnée
      </button>
    </form>
  );
}
