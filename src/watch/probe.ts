import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** One call made to see, step by step; durations in milliseconds from its beginning. */
export interface ProbeReport {
  /** HTTP status; 503 when the gateway itself could not be reached, 504 when it did not answer in time. */
  readonly code: number;
  readonly requestId: string | null;
  readonly connectedMs: number | null;
  readonly answeredMs: number | null;
  readonly totalMs: number;
  /** Why there was no answer; null when there was one. */
  readonly fault: string | null;
}

/** Longer than the deadline of a call: what is measured is the gateway's answer, not our impatience. */
const TIMEOUT_MS = 15_000;

/** Asks, reads to the end, keeps nothing of the answer. Never rejects: not being answered is a report too. */
export function probe(url: string, token: string): Promise<ProbeReport> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const since = () => Math.round((performance.now() - startedAt) * 10) / 10;
    let connectedMs: number | null = null;
    let answeredMs: number | null = null;
    const report = (code: number, requestId: string | null, fault: string | null): void =>
      resolve({ code, requestId, connectedMs, answeredMs, totalMs: since(), fault });
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const asked = send(url, {
      agent: false,
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
    });
    const tooLong = setTimeout(() => {
      report(504, null, `pas de réponse en ${TIMEOUT_MS / 1000} s`);
      asked.destroy();
    }, TIMEOUT_MS);
    asked.on('socket', (socket) => socket.once('connect', () => (connectedMs = since())));
    asked.on('response', (answer) => {
      answeredMs = since();
      answer.resume();
      const requestId = answer.headers['x-request-id'];
      answer.on('end', () => report(answer.statusCode ?? 503, typeof requestId === 'string' ? requestId : null, null));
      answer.on('error', (error) => report(503, null, error.message));
    });
    asked.on('error', (error) => report(503, null, error.message));
    asked.on('close', () => clearTimeout(tooLong));
    asked.end();
  });
}
