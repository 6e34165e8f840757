import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoint } from '../core/endpoint.ts';
import { type Failure, generalFailure, providerFailure } from '../core/failure.ts';
import { Call, established } from './call.ts';
import { CallErrand } from './errand.ts';
import { type Shown, showAnswer, showFailure, showJson } from './faces/v2/show.ts';
import { tokenOf } from './gate/authenticate.ts';
import { Banned } from './gate/refuse-banned.ts';
import { passGate } from './gate.ts';
import type { House } from './house.ts';
import type { OpenAnswer } from './open-answer.ts';
import { send } from './send.ts';
import type { TraceJournal } from './trace/journal.ts';
import { traceLine } from './trace/trace-line.ts';
import { countAhead } from './volume/count-ahead.ts';

export interface CorridorOptions {
  readonly house: House;
  readonly journal: TraceJournal;
  readonly addressOf: (request: IncomingMessage) => string;
  /** Told when a call comes in and when its answer has been handed to the connection. */
  readonly inFlight: { enter(): void; leave(): void; readonly isStopping: boolean };
  readonly observe: CorridorObserver;
}

/** Told of what happens, for logs, metrics and the counts of refused tokens. Never changes an answer. */
export interface CorridorObserver {
  answered(call: Call, shown: Shown): void;
  refusedToken(call: Call, shown: Shown, token: string): void;
  /** Anything that is our fault or hides a cause worth a line of log. */
  failed(call: Call, error: unknown): void;
  /** Its trace could not be written: the caller has been answered 500 instead. */
  untraced(call: Call): void;
}

/** The way of every call under /v2 and /watchdoge: gate → question → answer shown → trace on disk → sent. */
export function createCorridor(options: CorridorOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const { house, journal, observe, inFlight } = options;

  function conclude(call: Call, shown: Shown): void {
    observe.answered(call, shown);
    if (call.jeton === null || call.jeton.isProbe) {
      if (call.jeton === null && shown.status === 401) observe.refusedToken(call, shown, tokenOf(call) ?? '');
      leave(call, shown);
      return;
    }
    journal.append(traceLine(call, shown), (error) => {
      if (error !== null) observe.untraced(call);
      leave(call, error === null ? shown : showFailure(call, generalFailure('00500')));
    });
  }

  function leave(call: Call, shown: Shown): void {
    send(call, shown, inFlight.isStopping);
    inFlight.leave();
  }

  function fail(call: Call, error: unknown): void {
    observe.failed(call, error);
    conclude(call, showFailure(call, error));
  }

  function walk(call: Call): void {
    try {
      passGate(call, house);
    } catch (error) {
      if (error instanceof Banned) close(call);
      else fail(call, error);
      return;
    }
    serve(call, house)
      .then(
        (shown) => conclude(call, shown),
        (error: unknown) => fail(call, error),
      )
      .catch((error: unknown) => {
        observe.failed(call, error);
        close(call);
      });
  }

  /** Without a byte of answer. */
  function close(call: Call): void {
    call.request.socket.destroy();
    inFlight.leave();
  }

  return (request, response) => {
    inFlight.enter();
    const call = new Call(request, response, options.addressOf(request), house.clock.now());
    const counting = house.shared === null ? null : countAhead(call, house, house.shared);
    if (counting === null) {
      walk(call);
      return;
    }
    void counting.then((counts) => {
      call.ahead = counts;
      walk(call);
    });
  };
}

/** 9. The provider, or what needs none. */
function serve(call: Call, house: House): Promise<Shown> {
  const { route } = call;
  switch (route.needs) {
    case 'nothing':
      return showOpen(call, route.answer);
    case 'token':
      return Promise.resolve(showJson(200, { privileges: established(call.jeton, 'jeton').roles }));
    case 'habilitation': {
      const closedFor = house.closed.secondsLeft(route.name, call.receivedAt);
      if (closedFor !== null) return Promise.reject(closedFailure(route.endpoint, closedFor));
      return askProviders(call, new CallErrand(call, house.deadlineMs, route.endpoint.providers[0]?.slug));
    }
  }
}

/** An announced maintenance is told as a provider's own window is: the caller has one case to write. */
function closedFailure({ title, providers: [main] }: Endpoint, retryAfterSeconds: number): Failure {
  if (main === undefined) throw new Error('a room has a provider');
  const sentence = `Ce service (${title}) est en maintenance annoncée. Réessayez à son terme ; son détail est sur la page des incidents et maintenances.`;
  return providerFailure(main, '020', { retryAfterSeconds, sentence });
}

function showOpen({ query, request }: Call, answer: OpenAnswer): Promise<Shown> {
  const asked = { parameters: query.parameters, ifNoneMatch: request.headers['if-none-match'] };
  return answer(asked).then((reply) => ({ ...reply, errorCode: null }));
}

function askProviders(call: Call, errand: CallErrand): Promise<Shown> {
  return call.question(errand).then(
    (draft) => {
      errand.deadline.close();
      return showAnswer(call, draft);
    },
    (error: unknown) => {
      errand.deadline.close();
      throw error;
    },
  );
}
