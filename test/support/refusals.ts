import { expect } from 'vitest';
import type { Answer } from './http.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const quotaHeaders = ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'ratelimit-policy'] as const;

interface Refusal {
  readonly status: number;
  readonly code: string;
  /** The token was valid: the state of its window is told. */
  readonly quota: boolean;
  readonly retryAfter?: true;
}

/** What every refusal of the gate owes its caller. */
export function expectRefusal(answer: Answer, { status, code, quota, retryAfter }: Refusal): void {
  expect({ status: answer.status, code: answer.headers['x-error-code'] }).toEqual({ status, code });
  expectCommonHeaders(answer);
  expect(errorsOf(answer).every((error) => typeof error === 'string' && error.length > 20)).toBe(true);
  for (const name of quotaHeaders) expect(answer.headers[name] !== undefined, name).toBe(quota);
  if (retryAfter) expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  else expect(answer.headers['retry-after']).toBeUndefined();
}

/** What every answer under /v2 carries. */
export function expectCommonHeaders({ headers }: Answer): void {
  expect(headers['x-request-id']).toMatch(UUID);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
}

/** The list `errors` of an answer, never empty. */
export function errorsOf({ text }: Answer): unknown[] {
  const body: unknown = JSON.parse(text);
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : null;
  if (!Array.isArray(errors) || errors.length === 0) throw new Error(`no errors in ${text}`);
  return errors;
}

/** The codes of an answer asked with error_format=json_api, whose form is checked. */
export function codesOf(answer: Answer): string[] {
  return errorsOf(answer).map((error) => {
    expect(error).toEqual({
      code: expect.stringMatching(/^\d{5}$/),
      title: expect.any(String),
      detail: expect.any(String),
      meta: expect.any(Object),
      ...(typeof error === 'object' && error !== null && 'source' in error
        ? { source: { parameter: expect.any(String) } }
        : {}),
    });
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  });
}
