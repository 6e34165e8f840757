import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedReply, SimulatedRequest } from '../../simulator/simulation.ts';

let instance: TestInstance;

beforeAll(async () => {
  instance = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '4000' } });
});
afterEach(() => intercept(null));
afterAll(() => instance.stop());

describe('the units of the sandbox', () => {
  it.each([
    ['100100015', 200],
    ['100100056', 200],
    ['100206002', 200],
    ['100100031', 404],
    ['100404003', 404],
    ['100502004', 502],
    ['100502103', 502],
    ['100502202', 502],
    ['100503002', 503],
    ['100503101', 503],
    ['100504000', 504],
  ])('%s: %i', async (siren, status) => {
    const response = await ask(siren);
    expect(response.status, await response.clone().text()).toBe(status);
    if (siren === '100503101') expect(response.headers.get('Retry-After')).toBe('120');
  });

  it('hands over an archive of 20 MB intact, for a long list', async () => {
    const body: unknown = await (await ask('100200104')).json();
    expect(body).toMatchObject({ url_documents: expect.stringMatching(/-all_documents\.zip$/), actes: { length: 50 } });
    const archive = await fetch(String(Reflect.get(Object(body), 'url_documents')));
    const bytes = Buffer.from(await archive.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(20_000_000);
    // The end of a ZIP says how many files it holds: fifty acts and the list.
    expect(bytes.readUInt32LE(bytes.length - 22)).toBe(0x06054b50);
    expect(bytes.readUInt16LE(bytes.length - 12)).toBe(51);
  });
});

describe('the session', () => {
  it('is opened once for several calls, and carries JSESSIONID alone', async () => {
    const seen = { logins: 0, cookies: new Set<string>() };
    await dropSession();
    intercept((request) => {
      if (request.path === '/login') seen.logins++;
      else seen.cookies.add(request.headers.cookie ?? '');
      return null;
    });
    for (let call = 0; call < 3; call++) expect((await ask('100100015')).status).toBe(200);
    expect(seen.logins).toBe(1);
    expect([...seen.cookies]).toEqual([expect.stringMatching(/^JSESSIONID=[0-9A-F]{32}$/)]);
  });

  it('is opened again, within the call, when the INPI has forgotten it', async () => {
    let refusals = 0;
    intercept(({ path }) => (path === '/actes/find' && refusals++ === 0 ? { status: 401, body: '{}' } : null));
    expect((await ask('100100015')).status).toBe(200);
    expect(refusals).toBe(2);
  });

  it.each([
    ['no cookie', { status: 200 }],
    ['a cookie of another name', { status: 200, headers: { 'Set-Cookie': 'ROUTE=1; Path=/' } }],
    ['a refusal, even with a cookie', { status: 401, headers: { 'Set-Cookie': 'JSESSIONID=0; Path=/' } }],
    ['an internal error', { status: 500 }],
  ])('login answered by %s: 502 05006', async (_, reply: SimulatedReply) => {
    await dropSession();
    intercept(({ path }) => (path === '/login' ? reply : null));
    const response = await ask('100100015');
    expect(response.status).toBe(502);
    expect(response.headers.get('X-Error-Code')).toBe('05006');
  });

  it('never reaches the caller', async () => {
    await dropSession();
    intercept(({ path }) => (path === '/login' ? null : { status: 401, body: '{}' }));
    const response = await ask('100100015');
    expect(response.status).toBe(502);
    expect(response.headers.get('X-Error-Code')).toBe('05006');
    expect(await response.text()).not.toContain('JSESSIONID');
  });
});

/** A failure has the session forgotten. */
async function dropSession(): Promise<void> {
  await ask('100502004');
}

/** A new token each time: five calls a minute is all that one may make. */
async function ask(siren: string): Promise<Response> {
  return instance.call(`/v2/actes_inpi/${siren}`, await instance.token());
}

function intercept(reply: ((request: SimulatedRequest) => SimulatedReply | null) | null): void {
  const inpi = instance.simulator.provider('inpi');
  if (inpi === undefined) throw new Error('inpi is simulated');
  inpi.intercept = reply;
}
