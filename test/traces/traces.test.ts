import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';

const KEYS =
  'request_id recu_le endpoint identifiant statut statut_fournisseur jti context recipient object user_id adresse duree_ms'.split(
    ' ',
  );

let instance: TestInstance;
let token: string;
beforeAll(async () => {
  instance = await startTestInstance({
    environment: { LIMITS_FILE: limitsFile({ json: 30 }), PROVIDER_TIMEOUT_MS: '1000' },
  });
  token = await instance.token();
});
afterAll(() => instance.stop());

const traces = async (): Promise<Record<string, unknown>[]> =>
  (await instance.apie('traces', 'exporter')).map((line) => JSON.parse(line));
const room = (given: string, siret = '10010001500013', query: Record<string, string> = {}) =>
  visit(
    `${instance.url}/v2/cotisations_msa/${siret}?${new URLSearchParams({ ...purpose, user_id: 'agent-7', ...query, token: given })}`,
  );

describe('a trace', () => {
  it('is kept of every call with a valid token, whatever its answer, with every key', async () => {
    const bare = await instance.token('aucun');
    const calls: [number, Awaited<ReturnType<typeof visit>>][] = [
      [200, await room(token)],
      [404, await room(token, '10040400300012')],
      [422, await room(token, '1')],
      [422, await room(token, '10010001500013', { context: '' })],
      [403, await room(bare)],
      [502, await room(token, '10050200400011')],
      [502, await room(token, '10050210300011')],
      [503, await room(token, '10050300200014')],
      [503, await room(token, '10050310100014')],
      [504, await room(token, '10050400000017')],
      [200, await visit(`${instance.url}/v2/privileges?token=${token}`)],
    ];
    const spent = await instance.token();
    await Promise.all(Array.from({ length: 30 }, () => visit(`${instance.url}/v2/privileges?token=${spent}`)));
    calls.push([429, await room(spent)]);
    const kept = new Map((await traces()).map((trace) => [trace['request_id'], trace]));
    for (const [status, answer] of calls) {
      expect(answer.status).toBe(status);
      const trace = kept.get(answer.headers['x-request-id']);
      expect(trace?.['statut']).toBe(status);
      expect(KEYS.filter((key) => !(key in (trace ?? {})))).toEqual([]);
    }
    expect(kept.get(calls[0]?.[1].headers['x-request-id'])).toMatchObject({
      endpoint: 'cotisations_msa',
      identifiant: '10010001500013',
      statut_fournisseur: 200,
      ...purpose,
      user_id: 'agent-7',
      adresse: '127.0.0.1',
      duree_ms: expect.any(Number),
    });
    expect(kept.get(calls[11]?.[1].headers['x-request-id'])).toMatchObject({ context: null, statut_fournisseur: null });
  });

  it('is on disk before its answer', async () => {
    for (let turn = 0; turn < 20; turn++) {
      const caller = await instance.token('aucun');
      const { headers } = await visit(`${instance.url}/v2/privileges?token=${caller}`);
      const id = String(headers['x-request-id']);
      const onDisk = readdirSync(join(instance.varDir, 'traces')).some((name) =>
        readOrEmpty(join(instance.varDir, 'traces', name)).includes(id),
      );
      expect(onDisk || (await traces()).some((trace) => trace['request_id'] === id)).toBe(true);
    }
  });

  it('is exported once, however often traces are shipped', async () => {
    await Promise.all(Array.from({ length: 5 }, traces));
    const ids = (await traces()).map((trace) => trace['request_id']);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('what is never written', () => {
  it('neither the token nor the answer, in traces, journals and logs', async () => {
    const mine = await instance.token();
    await room(mine);
    await room(mine, mine, { context: mine, object: mine, user_id: mine });
    await room(`${mine}A`);
    await visit(`${instance.url}/v2/${mine}/1?token=${mine}`);
    await visit(`${instance.url}/v2/cotisations_msa/1?token=${mine}&token=autre`);
    const lines = (await instance.apie('traces', 'exporter')).join('\n');
    const everything = [lines, instance.logged(), ...filesUnder(instance.varDir)].join('\n');
    const written = ['cotisations_msa', mine, mine.split('.')[2] ?? '', 'analyse_en_cours'].map((text) =>
      everything.includes(text),
    );
    expect(written).toEqual([true, false, false, false]);
  });
});

describe('answers 401', () => {
  it('leave counts, not traces', async () => {
    const before = (await traces()).length;
    for (let call = 0; call < 5; call++) await room('eyJ.faux.jeton');
    expect((await traces()).length).toBe(before);
    await instance.apie('horloge', 'avancer', '2m');
    expect((await traces()).length).toBe(before);
  });
});

describe('36 months', () => {
  it('after which whole months disappear', async () => {
    const before = (await traces()).length;
    expect(before).toBeGreaterThan(0);
    await instance.apie('horloge', 'avancer', '35M');
    expect((await traces()).length).toBe(before);
    await instance.apie('horloge', 'avancer', '2M');
    await eventually(async () => (await traces()).length === 0);
    expect((await visit(`${instance.url}/v2/privileges?token=${await instance.token()}`)).status).toBe(200);
    expect(await traces()).toHaveLength(1);
  });
});

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // Shipped and removed meanwhile.
    return '';
  }
}

/** All the service has written, but for the file of the sandbox token and the embedded database. */
function filesUnder(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !join(entry.parentPath, entry.name).includes(join(directory, 'base')))
    .filter(({ name }) => name !== 'jeton-bac-a-sable')
    .map((entry) => readOrEmpty(join(entry.parentPath, entry.name)));
}
