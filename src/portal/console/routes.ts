import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { aboutUnit, type Callable, type SandboxUnit } from '../shared/console/callable.ts';
import { type ConsoleGround, firstValues, jetonOffer } from '../shared/console/offer.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { type Attempt, attemptOf } from './attempt.ts';
import { callPage, isRefusal } from './call-page.tsx';
import type { ConsoleDoor } from './door.ts';
import type { OutcomeContext } from './outcome.tsx';
import { sandboxPage } from './sandbox-page.tsx';
import { SANDBOX_PATH } from './sandbox-path.ts';

export interface ConsoleOptions {
  readonly ground: ConsoleGround;
  readonly door: ConsoleDoor;
  readonly strictTraceability: boolean;
  /** The units that simulated providers know. */
  readonly units: readonly SandboxUnit[];
  readonly context: OutcomeContext;
}

type BySlug = { Params: { slug: string } };
type ByQuery = { Querystring: { readonly endpoint?: unknown; readonly unite?: unknown } };

/** The endpoint shown first, where there is one of this name. */
const FIRST = 'entreprises';

/** The console: at its own address for any endpoint, and behind the form of each sheet. The token comes by POST alone. */
export async function consoleRoutes(
  app: FastifyInstance,
  { console: options }: { console: ConsoleOptions },
): Promise<void> {
  const { ground, units, context } = options;
  const { callables } = ground;

  app.post<BySlug>('/catalogue/:slug/appel', async (request, reply) => {
    const callable = callables.find(({ slug }) => slug === request.params.slug);
    if (callable === undefined) return sendNotFound(reply);
    const offer = await jetonOffer(ground, callable, request);
    const attempt = await attemptOf(request, callable, offer, options);
    const { frame } = request;
    return sendAnswer(reply, attempt, callPage({ frame, callable, offer, attempt, context }));
  });

  // The address of an answer, asked again without its form.
  app.get<BySlug>('/catalogue/:slug/appel', async ({ params: { slug } }, reply) => {
    const callable = callables.find((one) => one.slug === slug);
    return callable === undefined ? sendNotFound(reply) : reply.redirect(`${callable.sheetPath}#console-appel`, 303);
  });

  app.get<ByQuery>(SANDBOX_PATH, async (request, reply) => {
    const { callable, unit } = asked(request);
    const values = unit === undefined ? firstValues(ground, callable) : aboutUnit(callable, unit);
    const offer = await jetonOffer(ground, callable, request);
    return sendPage(reply, pageOf(request, { callable, offer, values, attempt: null }));
  });

  app.post<ByQuery>(SANDBOX_PATH, async (request, reply) => {
    const { callable } = asked(request);
    const offer = await jetonOffer(ground, callable, request);
    const attempt = await attemptOf(request, callable, offer, options);
    return sendAnswer(reply, attempt, pageOf(request, { callable, offer, values: attempt.values, attempt }));
  });

  /** What the address chooses; a unit where it would be known alone. */
  function asked({ query: { endpoint, unite } }: FastifyRequest<ByQuery>) {
    const callable = namedCallable(callables, endpoint);
    const known = ground.isFictional(callable.endpoint) ? units : [];
    return { callable, unit: known.find(({ siren }) => siren === unite) };
  }

  function pageOf(
    { frame }: FastifyRequest,
    shown: Pick<Parameters<typeof sandboxPage>[0], 'callable' | 'offer' | 'values' | 'attempt'>,
  ): JSX.Element {
    const isFictional = ground.isFictional(shown.callable.endpoint);
    return sandboxPage({ frame, callables, isFictional, units, context, ...shown });
  }
}

function namedCallable(callables: readonly Callable[], name: unknown): Callable {
  const found =
    callables.find(({ endpoint }) => endpoint.name === name) ??
    callables.find(({ endpoint }) => endpoint.name === FIRST) ??
    callables[0];
  if (found === undefined) throw new Error('no endpoint to call');
  return found;
}

/** An answer holds data of the API: nobody keeps it. */
function sendAnswer(reply: FastifyReply, attempt: Attempt, page: JSX.Element): FastifyReply {
  const { kind } = attempt.outcome;
  const status = isRefusal(attempt) ? 422 : kind === 'throttled' ? 429 : 200;
  return sendPage(reply.code(status), page).header('Cache-Control', 'no-store');
}
