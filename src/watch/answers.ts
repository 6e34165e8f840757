import { createHash } from 'node:crypto';
import type { OpenAnswer, OpenReply, OpenRequest } from '../gateway/open-answer.ts';
import { isDatabaseAway } from '../platform/database/away.ts';
import { availabilityHistory } from './availability-history.ts';
import { currentStatus } from './current-status.ts';
import { providerAvailabilities } from './provider-availabilities.ts';
import { WatchRefusal } from './refusal.ts';
import type { WatchOptions } from './watch-options.ts';

/** Longest time an answer may be kept by whoever received it. */
const CACHE_CONTROL = 'public, max-age=10';
const OPEN_TO_PAGES = ['Access-Control-Allow-Origin', '*'];

const AWAY = "L'état des services ne peut pas être lu en ce moment. Réessayez dans quelques minutes.";

/** The open API of availability, by path. Its shapes are those of the seed, for ever. */
export function watchAnswers(options: WatchOptions, onAway: (error: unknown) => void): ReadonlyMap<string, OpenAnswer> {
  const told = (answer: (request: OpenRequest) => Promise<unknown>): OpenAnswer => {
    return async (request) => {
      try {
        return fresh(request, await answer(request));
      } catch (error) {
        if (error instanceof WatchRefusal) return refused(422, error.message);
        if (!isDatabaseAway(error)) throw error;
        onAway(error);
        return refused(503, AWAY);
      }
    };
  };
  return new Map([
    ['/watchdoge/dashboard/current_status', told(() => currentStatus(options))],
    ['/watchdoge/dashboard/availability_history', told(() => availabilityHistory(options))],
    [
      '/watchdoge/stats/provider_availabilities',
      told((request) => providerAvailabilities(options, request.parameters)),
    ],
  ]);
}

function refused(status: number, message: string): OpenReply {
  return json(status, { error: { message } }, OPEN_TO_PAGES);
}

/** An answer that the caller already has is not sent again. */
function fresh({ ifNoneMatch }: OpenRequest, value: unknown): OpenReply {
  const whole = json(200, value, []);
  const etag = `"${createHash('sha256').update(whole.body).digest('base64url').slice(0, 27)}"`;
  const headers = ['ETag', etag, ...OPEN_TO_PAGES];
  const known = ifNoneMatch?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return known ? { ...whole, status: 304, body: '', headers } : { ...whole, headers };
}

function json(status: number, value: unknown, headers: readonly string[]): OpenReply {
  return {
    status,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(value),
    headers,
    cacheControl: status === 200 ? CACHE_CONTROL : 'no-store',
  };
}
