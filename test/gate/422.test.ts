import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { codesOf, errorsOf, expectRefusal } from '../support/refusals.ts';

let instance: TestInstance;
let strict: TestInstance;
let token: string;
beforeAll(async () => {
  instance = await startTestInstance();
  strict = await startTestInstance({ environment: { STRICT_TRACEABILITY: 'oui' } });
  token = await instance.token();
});
afterAll(async () => {
  await instance.stop();
  await strict.stop();
});

type Change = Record<string, string | undefined>;
const room = (change: Change, subject = '10010001500013') => ask(instance, token, { change, subject });

function ask(it: TestInstance, given: string, { change, subject }: { change: Change; subject: string }) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...purpose, ...change }))
    if (value !== undefined) parameters.set(name, value);
  return visit(`${it.url}/v2/cotisations_msa/${subject}?${parameters}`, {
    headers: { Authorization: `Bearer ${given}` },
  });
}

describe('422: traceability', () => {
  it.each([
    ['context', '00201'],
    ['object', '00202'],
    ['recipient', '00203'],
  ])('%s missing, empty or blank', async (name, code) => {
    for (const value of [undefined, '', '   ', '\t\n', '\u00a0']) {
      expectRefusal(await room({ [name]: value }), { status: 422, code, quota: true });
    }
  });

  it('tells all its faults in one answer', async () => {
    const answer = await room({ context: '', recipient: undefined, object: ' ', error_format: 'json_api' });
    expect(codesOf(answer).sort()).toEqual(['00201', '00202', '00203']);
    expect(errorsOf(await room({ context: '', recipient: '', object: '' }))).toHaveLength(3);
  });

  it('comes before the identifier', async () => {
    expectRefusal(await room({ context: '' }, '1'), { status: 422, code: '00201', quota: true });
  });

  it('accepts what only breaks the advice, and says so', async () => {
    const long = 'é'.repeat(50);
    const answer = await room({ recipient: 'mairie', object: long });
    expect([answer.status, answer.headers['x-avertissement']]).toEqual([200, 'recipient-non-siret, object-trop-long']);
    const wellDone = await room({ object: '😀'.repeat(49) });
    expect([wellDone.status, wellDone.headers['x-avertissement']]).toEqual([200, undefined]);
    const laPoste = await room({ recipient: '35600000000048' });
    expect([laPoste.status, laPoste.headers['x-avertissement']]).toEqual([200, undefined]);
  });

  it('refuses it when the platform is strict', async () => {
    const answer = await ask(strict, await strict.token(), {
      change: { recipient: 'mairie', object: 'a'.repeat(50), error_format: 'json_api' },
      subject: '10010001500013',
    });
    expect([answer.status, ...codesOf(answer).sort()]).toEqual([422, '00204', '00210']);
  });
});

describe('422: identifier', () => {
  it.each([
    '1',
    '1001000150001',
    '100100015000133',
    '10010001500014',
    '00000000000000',
    'abcdefghijklmn',
    '١٠٠١٠٠٠١٥٠٠٠١٣',
    '%00',
    '%',
    '10010001500013%20',
    '..%2f..',
  ])('%s', async (subject) => {
    const answer = await room({}, encodeURI(subject).replaceAll('%25', '%'));
    expectRefusal(answer, { status: 422, code: '00302', quota: true });
  });

  it('asks no provider, and names the parameter', async () => {
    const before = instance.simulator.provider('msa')?.received;
    const answer = await room({ error_format: 'json_api' }, '1');
    expect(errorsOf(answer)).toMatchObject([{ code: '00302', source: { parameter: 'siret' } }]);
    expect(instance.simulator.provider('msa')?.received).toBe(before);
  });
});
