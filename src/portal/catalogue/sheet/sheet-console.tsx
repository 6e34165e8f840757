import { callActionOf } from '../../shared/console/call-action.ts';
import { CallForm } from '../../shared/console/call-form.tsx';
import type { Callable, CallValues } from '../../shared/console/callable.ts';
import type { JetonOffer } from '../../shared/console/offer.ts';
import { providerOf } from '../../shared/service-lists.ts';
import type { Frame } from '../../views/frame.ts';

/** A first call, ready to be made from the sheet. */
export interface SheetCall {
  readonly callable: Callable;
  readonly offer: JetonOffer;
  readonly values: CallValues;
}

interface SheetConsoleProps {
  readonly frame: Frame;
  readonly call: SheetCall;
}

/** The console, folded beneath the snippets. Without a script, its answer is a page; with one, it comes below the form. */
export function SheetConsole({ frame, call: { callable, offer, values } }: SheetConsoleProps): JSX.Element {
  const { endpoint } = callable;
  const operation = `/developpeurs/openapi#/${encodeURIComponent(providerOf(endpoint))}/${endpoint.name}`;
  return (
    <>
      <details class="repli console" id="console">
        <summary>Appeler d’ici, sans terminal</summary>
        <p class="console-promesse">
          {offer.trial
            ? 'Tout est déjà rempli : une entreprise inventée, et le jeton d’essai de ce bac à sable.'
            : 'Un vrai appel, fait par notre serveur avec votre jeton : il compte dans votre limite, et il est tracé.'}{' '}
          <a href={`/developpeurs/bac-a-sable?endpoint=${encodeURIComponent(endpoint.name)}`}>
            Dans la console, avec plus de place
          </a>
          .
        </p>
        <CallForm frame={frame} callable={callable} offer={offer} values={values} action={callActionOf(callable)} />
        <div id="console-resultat" />
      </details>
      <p>
        Pour vos outils&nbsp;:{' '}
        <a class="fr-link" href={operation}>
          la description OpenAPI de cet endpoint
        </a>
        .
      </p>
    </>
  );
}
