import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import entreprises from '../endpoints/entreprises/endpoint.ts';
import { freePort } from '../records/databases.fixture.ts';
import { createProber, type Prober } from './prober.ts';

const MINUTE_MS = 60_000;
let now: number;
let code: number;
let probedAt: number[];
let prober: Prober;
let close: () => Promise<void>;

beforeEach(async () => {
  [now, code, probedAt] = [0, 200, []];
  const port = await freePort();
  const server = createServer((_request, response) => response.writeHead(code).end());
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  close = () => new Promise((done) => server.close(() => done()));
  prober = createProber({
    endpoints: [entreprises],
    url: `http://127.0.0.1:${port}`,
    units: {},
    clock: { now: () => now },
    token: async () => 'jeton',
    isInMaintenance: () => false,
    keep: async ({ faite_le }) => {
      probedAt.push(faite_le.getTime() / MINUTE_MS);
    },
  });
});
afterEach(() => close());

/** Minutes at which the endpoint, whose period is an hour, is probed; the code is what `codeAt` says of each. */
async function play(minutes: number, codeAt: (minute: number) => number): Promise<number[]> {
  for (let minute = 0; minute <= minutes; minute++) {
    now = minute * MINUTE_MS;
    code = codeAt(minute);
    await prober.probeDue();
  }
  return probedAt;
}

it('nothing is seen twice while nothing changes', async () => {
  expect(await play(130, () => 200)).toEqual([0, 60, 120]);
});

it('an outage and its end are confirmed a minute after they are seen', async () => {
  expect(await play(190, (minute) => (minute >= 30 && minute < 90 ? 503 : 200))).toEqual([0, 60, 61, 120, 121, 180]);
});

it('what comes and goes is seen three times an hour at most', async () => {
  expect(await play(130, () => (probedAt.length % 2 === 0 ? 503 : 200))).toEqual([0, 1, 2, 60, 61, 62, 120, 121, 122]);
});
