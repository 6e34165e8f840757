import { placeholder } from '../../../core/endpoint.ts';
import { Failure, generalFailure } from '../../../core/failure.ts';
import type { Call } from '../../call.ts';
import { settle } from './settle.ts';

/** What leaves: status, body, and the headers of that answer alone. */
export interface Shown {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers: readonly string[];
  /** How long it may be kept; not at all when absent. */
  readonly cacheControl?: string;
  /** First code of the errors, for the header and the trace. */
  readonly errorCode: string | null;
}

const JSON_TYPE = 'application/json; charset=utf-8';

export function showJson(status: number, value: unknown): Shown {
  return { status, contentType: JSON_TYPE, body: JSON.stringify(value), headers: [], errorCode: null };
}

/** The data, whole (200) or without what could not be had (206). */
export function showAnswer(call: Call, draft: unknown): Shown {
  const { route } = call;
  if (route.needs !== 'habilitation') throw new Error('only an endpoint has an answer');
  const { answer, unavailable } = settle(route.endpoint.answer, draft);
  const whole = unavailable.length === 0;
  if (whole && !route.endpoint.gatewayError) return showJson(200, answer);
  if (Array.isArray(answer)) return showJson(206, itemsMarked(answer, unavailable));
  const body: Record<string, unknown> = { ...Object(answer) };
  if (route.endpoint.gatewayError) body['gateway_error'] = !whole;
  if (!whole) body['_indisponible'] = unavailable;
  return showJson(whole ? 200 : 206, body);
}

/** A list has no place for one more key: each item says what itself lacks. */
function itemsMarked(items: readonly unknown[], unavailable: readonly string[]): unknown[] {
  return items.map((item, rank) => {
    const own = unavailable.filter((pointer) => pointer.startsWith(`/${rank}/`));
    if (own.length === 0) return item;
    return { ...Object(item), _indisponible: own.map((pointer) => pointer.slice(`/${rank}`.length)) };
  });
}

/** Any error, whatever it is: a `Failure` tells itself, anything else is our bug (500). */
export function showFailure(call: Call, error: unknown): Shown {
  const failure = error instanceof Failure ? error : generalFailure('00500', { cause: error });
  return failure.kind === 'moved' ? showMoved(call, failure) : showErrors(call, failure);
}

function showErrors(call: Call, failure: Failure): Shown {
  const errorCode = failure.faults[0]?.code ?? '00500';
  const headers = ['X-Error-Code', errorCode];
  if (failure.retryAfterSeconds !== null) headers.push('Retry-After', String(failure.retryAfterSeconds));
  if (failure.kind === 'method_refused') headers.push('Allow', 'GET, HEAD');
  const detailed = call.query.parameters.get('error_format') === 'json_api';
  const errors = detailed ? detailedErrors(failure) : failure.faults.map((fault) => fault.sentence);
  const body = hasGatewayError(call, failure) ? { errors, gateway_error: true } : { errors };
  return { ...showJson(failure.status, body), headers, errorCode };
}

function hasGatewayError(call: Call, failure: Failure): boolean {
  const route = call.foundRoute;
  return failure.provider !== null && route?.needs === 'habilitation' && route.endpoint.gatewayError;
}

function detailedErrors(failure: Failure): object[] {
  const meta = {
    ...(failure.provider === null ? {} : { provider: failure.provider.name }),
    ...(failure.retryAfterSeconds === null ? {} : { retry_in: failure.retryAfterSeconds }),
  };
  return failure.faults.map(({ code, title, sentence, parameter }) => ({
    code,
    title,
    detail: sentence,
    ...(parameter === undefined ? {} : { source: { parameter } }),
    meta,
  }));
}

/** The entity has another identifier: same address with it, the query kept but for the token. */
function showMoved(call: Call, { replacement, faults }: Failure): Shown {
  const { route } = call;
  if (route.needs !== 'habilitation' || replacement === null) throw new Error('only an endpoint moves');
  const query = withoutToken(call.request.url ?? '');
  const segment = route.endpoint.subject.segments.at(-1);
  if (segment === undefined) throw new Error('only an identifier moves');
  const path = route.endpoint.path.replace(placeholder(segment), replacement);
  const body = { [segment.parameter]: replacement, message: faults[0]?.sentence ?? '' };
  return { ...showJson(301, body), headers: ['Location', query === '' ? path : `${path}?${query}`] };
}

function withoutToken(url: string): string {
  const mark = url.indexOf('?');
  if (mark === -1) return '';
  return url
    .slice(mark + 1)
    .split('&')
    .filter((pair) => decodeURIComponentSafe(pair.split('=', 1)[0] ?? '') !== 'token')
    .join('&');
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
