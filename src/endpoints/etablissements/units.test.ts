import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';

let instance: TestInstance;
let token: string;

beforeAll(async () => {
  instance = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '300' } });
  token = await instance.token();
});
afterAll(() => instance.stop());

describe('a unit of the sandbox on etablissements', () => {
  it.each([
    ['10010001500013', {}, 200],
  ])('%s %j', async (siret, query, status) => {
    const response = await instance.call(`/v2/etablissements/${siret}`, token, query);
    console.log(JSON.stringify(await response.json(), null, 1));
    expect(response.status).toBe(status);
  });
});
