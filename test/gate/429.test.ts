import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';
import { codesOf, expectRefusal } from '../support/refusals.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance({ environment: { LIMITS_FILE: limitsFile({ json: 50 }) } });
});
afterAll(() => instance.stop());

const room = (token: string, query: Record<string, string> = purpose, from = '127.0.0.1'): Promise<Answer> =>
  visit(`${instance.url}/v2/cotisations_msa/10010001500013?${new URLSearchParams({ ...query, token })}`, { from });
const privileges = (token: string) =>
  visit(`${instance.url}/v2/privileges`, { headers: { Authorization: `Bearer ${token}` } });
const remaining = ({ headers }: Answer): number => Number(headers['ratelimit-remaining']);
const reset = ({ headers }: Answer): number => Number(headers['ratelimit-reset']);

async function exhaust(token: string): Promise<void> {
  await Promise.all(Array.from({ length: 50 }, () => privileges(token)));
}

describe('429: the window of a token', () => {
  it('lets exactly the limit through, however parallel the calls', async () => {
    const token = await instance.token();
    const answers = await Promise.all(Array.from({ length: 60 }, () => room(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(50);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    for (const answer of refused) expectRefusal(answer, { status: 429, code: '00429', quota: true, retryAfter: true });
    expect(new Set(answers.filter(({ status }) => status === 200).map(remaining)).size).toBe(50);
  });

  it('tells limit, what is left, end and policy', async () => {
    const { headers } = await room(await instance.token());
    expect(headers['ratelimit-limit']).toBe('50');
    expect(headers['ratelimit-remaining']).toBe('49');
    expect(headers['ratelimit-policy']).toBe('50;w=60;name="json"');
    expect(Number(headers['ratelimit-reset'])).toBeGreaterThan(Date.now() / 1000);
  });

  it('is shared by the endpoints of a group and by both ways of giving the token, counted by jti', async () => {
    const token = await instance.token();
    const first = remaining(await room(token));
    expect(remaining(await privileges(token))).toBe(first - 1);
    expect(remaining(await visit(`${instance.url}/v2/privileges?token=${token}`))).toBe(first - 2);
    expect(remaining(await room(await instance.token()))).toBe(49);
  });

  it('counts refused calls too, but not those without a valid token', async () => {
    const token = await instance.token('aucun');
    expect(remaining(await room(token))).toBe(49);
    expect(remaining(await room(token, { context: '' }))).toBe(48);
    await room(`${token}A`);
    await visit(`${instance.url}/v2/inconnu/1?token=${token}`);
    expect(remaining(await privileges(token))).toBe(47);
  });

  it('is said before missing traceability, missing right and a bad identifier', async () => {
    const token = await instance.token('aucun');
    await exhaust(token);
    expectRefusal(await room(token, {}), { status: 429, code: '00429', quota: true, retryAfter: true });
    const detailed = await room(token, { error_format: 'json_api' });
    expect(codesOf(detailed)).toEqual(['00429']);
    expect(JSON.parse(detailed.text).errors[0].meta.retry_in).toBe(Number(detailed.headers['retry-after']));
  });

  it('lasts 60 s from its first call, not from the clock minute', async () => {
    const token = await instance.token();
    const first = await privileges(token);
    await instance.apie('horloge', 'avancer', '30s');
    const second = await privileges(token);
    expect([remaining(second), reset(second)]).toEqual([48, reset(first)]);
    await exhaust(token);
    const refused = await privileges(token);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(30);
    await instance.apie('horloge', 'avancer', '31s');
    const third = await privileges(token);
    expect([third.status, remaining(third)]).toEqual([200, 49]);
    expect(reset(third)).toBeGreaterThan(reset(first));
  });
});

describe('the built-in limits', () => {
  it('are 250 for JSON', async () => {
    const builtIn = await startTestInstance();
    const answer = await visit(`${builtIn.url}/v2/privileges?token=${await builtIn.token()}`);
    await builtIn.stop();
    expect(answer.headers['ratelimit-policy']).toBe('250;w=60;name="json"');
  });
});
