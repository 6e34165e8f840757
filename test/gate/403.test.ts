import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { codesOf, expectRefusal } from '../support/refusals.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

const room = async (rights: string, { subject = '10010001500013', query = {} } = {}) => {
  const parameters = new URLSearchParams({ ...purpose, ...query });
  return visit(`${instance.url}/v2/cotisations_msa/${subject}?${parameters}`, {
    headers: { Authorization: `Bearer ${await instance.token(rights)}` },
  });
};

describe('403: the token does not open this endpoint', () => {
  it.each(['aucun', 'entreprises', 'entreprises,actes_bilans_inpi'])('rights: %s', async (rights) => {
    expectRefusal(await room(rights), { status: 403, code: '00100', quota: true });
  });

  it('is told before a bad identifier', async () => {
    expectRefusal(await room('aucun', { subject: '1' }), { status: 403, code: '00100', quota: true });
  });

  it('is told after missing traceability', async () => {
    expectRefusal(await room('aucun', { query: { context: '' } }), { status: 422, code: '00201', quota: true });
  });

  it('is told in the detailed format', async () => {
    expect(codesOf(await room('aucun', { query: { error_format: 'json_api' } }))).toEqual(['00100']);
  });

  it('asks no provider', async () => {
    const msa = instance.simulator.provider('msa');
    const before = msa?.received;
    await room('aucun');
    expect(msa?.received).toBe(before);
  });

  it('does not concern /v2/privileges, which tells the rights of the token', async () => {
    for (const rights of ['aucun', 'msa_cotisations', 'entreprises,probtp']) {
      const token = await instance.token(rights);
      const answer = await visit(`${instance.url}/v2/privileges?token=${token}`);
      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        200,
        { privileges: rights === 'aucun' ? [] : rights.split(',') },
      ]);
    }
  });
});
