import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUnit } from '../../src/simulator/units.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { sandboxStatuses } from '../support/sandbox-statuses.ts';

/** Rooms of the RNA, the Agence BIO and the customs that answer data alone: every unit of the sandbox, over HTTP. */
const rooms = [
  { room: 'associations', by: 'siret' },
  { room: 'associations', by: 'rna' },
  { room: 'certificats_agence_bio', by: 'siret' },
  { room: 'eori_douanes', by: 'siret' },
  { room: 'eori_douanes', by: 'eori' },
] as const;

const statuses = sandboxStatuses();

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

function identifierOf(siren: string, by: (typeof rooms)[number]['by']): string {
  const found = findUnit(siren);
  if (found === null) throw new Error(`${siren} is not a unit`);
  const { siret } = found.etablissement;
  return { siret, rna: found.unit.rna, eori: `FR${siret}` }[by];
}

describe.each(rooms)('$room by $by', ({ room, by }) => {
  async function ask(siren: string, on = instance): Promise<Response> {
    return on.call(`/v2/${room}/${identifierOf(siren, by)}`, await on.token());
  }

  it.each(statuses)('%s: %i', async (siren, status) => {
    expect((await ask(siren)).status).toBe(status);
  });

  it('100503101: passes Retry-After on', async () => {
    expect((await ask('100503101')).headers.get('retry-after')).toBe('120');
  });

  it('100504000: 504', async () => {
    expect((await ask('100504000', impatient)).status).toBe(504);
  });
});

it('any other well-formed identifier is unknown: 404', async () => {
  const token = await instance.token();
  for (const path of [
    'associations/W751999999',
    'associations/10000001700010',
    'certificats_agence_bio/10000001700010',
    'eori_douanes/10000001700010',
    'eori_douanes/DE123456789',
  ]) {
    expect((await instance.call(`/v2/${path}`, token)).status, path).toBe(404);
  }
});

it('a list at its maximum comes whole', async () => {
  const response = await instance.call('/v2/certificats_agence_bio/10020010400014', await instance.token());
  expect(await response.json()).toMatchObject([{ productions: { length: 40 } }]);
});
