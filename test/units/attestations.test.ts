import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUnit } from '../../src/simulator/units.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { sandboxStatuses } from '../support/sandbox-statuses.ts';

/** Rooms of ProBTP, DGFIP and ACOSS: every unit of the sandbox, asked over HTTP. */
const rooms = [
  { room: 'eligibilites_cotisation_retraite_probtp', by: 'siret', hasDocument: false },
  { room: 'attestations_fiscales_dgfip', by: 'siren', hasDocument: true },
  { room: 'attestations_sociales_acoss', by: 'siren', hasDocument: true },
] as const;

const statuses = sandboxStatuses('100502202', '100200104');

let instance: TestInstance;
let impatient: TestInstance;

beforeAll(async () => {
  instance = await startTestInstance();
  impatient = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '300' } });
});
afterAll(async () => {
  await impatient.stop();
  await instance.stop();
});

describe.each(rooms)('$room', ({ room, by, hasDocument }) => {
  async function ask(siren: string, on = instance): Promise<Response> {
    const identifier = by === 'siren' ? siren : (findUnit(siren)?.etablissement.siret ?? '');
    return on.call(`/v2/${room}/${identifier}`, await on.token());
  }

  async function documentOf(response: Response): Promise<{ fetched: Response; bytes: Buffer }> {
    const body: unknown = await response.json();
    const { url } = Value.Parse(Type.Object({ url: Type.String() }), body);
    const fetched = await fetch(url);
    return { fetched, bytes: Buffer.from(await fetched.arrayBuffer()) };
  }

  it.each(statuses)('%s: %i', async (siren, status) => {
    expect((await ask(siren)).status).toBe(status);
  });

  it('100502202: 502 when the document is not one', async () => {
    const response = await ask('100502202');
    expect(response.status).toBe(hasDocument ? 502 : 200);
    if (hasDocument) expect(response.headers.get('x-error-code')).toMatch(/^\d\d055$/);
  });

  it('100503101: passes Retry-After on', async () => {
    expect((await ask('100503101')).headers.get('retry-after')).toBe('120');
  });

  it('100504000: 504', async () => {
    expect((await ask('100504000', impatient)).status).toBe(504);
  });

  it.runIf(hasDocument)('100100015: hands over a PDF for a limited time', async () => {
    const response = await ask('100100015');
    const end = Date.parse(response.headers.get('x-document-expire-le') ?? '');
    expect(end - Date.now()).toBeGreaterThan(23 * 3_600_000);
    const { fetched, bytes } = await documentOf(response);
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(bytes.toString('latin1', 0, 5)).toBe('%PDF-');
  });

  it('100200104: 200, and 20 MB that come whole', async () => {
    const response = await ask('100200104');
    expect(response.status).toBe(200);
    if (!hasDocument) return;
    const { bytes } = await documentOf(response);
    expect(bytes.length).toBeGreaterThanOrEqual(20_000_000);
    const tail = bytes.toString('latin1', bytes.length - 100);
    const table = Number(/startxref\n(\d+)\n%%EOF/.exec(tail)?.[1]);
    expect(bytes.toString('latin1', table, table + 4)).toBe('xref');
  });
});
