import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUnit } from '../../src/simulator/units.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { sandboxStatuses } from '../support/sandbox-statuses.ts';

/** Rooms of ProBTP, FNTP, CNETP and CMA France: every unit of the sandbox, asked over HTTP. */
const rooms = [
  { room: 'attestations_cotisation_retraite_probtp', by: 'siret', hasDocument: true, ceased: 404 },
  { room: 'cartes_professionnelles_fntp', by: 'siren', hasDocument: true, ceased: 200 },
  { room: 'certificats_cnetp', by: 'siren', hasDocument: true, ceased: 200 },
  { room: 'entreprises_artisanales_cma', by: 'siren', hasDocument: false, ceased: 200 },
] as const;

// 100100072 is well formed, and not of the sandbox.
const statuses = [...sandboxStatuses('100100056', '100502202', '100200104'), ['100100072', 404] as const];

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

describe.each(rooms)('$room', ({ room, by, hasDocument, ceased }) => {
  async function ask(siren: string, on = instance): Promise<Response> {
    const identifier = by === 'siren' ? siren : (findUnit(siren)?.etablissement.siret ?? '10010007200014');
    return on.call(`/v2/${room}/${identifier}`, await on.token());
  }

  it.each(statuses)('%s: %i', async (siren, status) => {
    expect((await ask(siren)).status).toBe(status);
  });

  it(`100100056: ${ceased}`, async () => {
    expect((await ask('100100056')).status).toBe(ceased);
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

  it('100200104: 200, and 20 MB that come whole', async () => {
    const response = await ask('100200104');
    expect(response.status).toBe(200);
    if (!hasDocument) return;
    expect(Date.parse(response.headers.get('x-document-expire-le') ?? '')).toBeGreaterThan(Date.now());
    const { url } = Value.Parse(Type.Object({ url: Type.String() }), await response.json());
    const fetched = await fetch(url);
    const bytes = Buffer.from(await fetched.arrayBuffer());
    expect(fetched.headers.get('content-type')).toBe('application/pdf');
    expect(bytes.length).toBeGreaterThanOrEqual(20_000_000);
    const tail = bytes.toString('latin1', bytes.length - 100);
    const table = Number(/startxref\n(\d+)\n%%EOF/.exec(tail)?.[1]);
    expect(bytes.toString('latin1', table, table + 4)).toBe('xref');
  });
});
