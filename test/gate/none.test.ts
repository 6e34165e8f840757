import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyEmptyDatabase } from '../../src/records/databases.fixture.ts';
import { eventually, sendBytes, visit } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';
import { expectRefusal } from '../support/refusals.ts';

const PROXY = '127.0.0.9';
const varDir = mkdtempSync(join(tmpdir(), 'apie-'));
const environment = { LIMITS_FILE: limitsFile({ json: 1 }), TRUSTED_PROXIES: PROXY };
let instance: TestInstance;
beforeAll(async () => {
  await copyEmptyDatabase(varDir, join(varDir, 'base'));
  instance = await startTestInstance({ varDir, environment });
});
afterAll(async () => {
  await instance.stop();
  rmSync(varDir, { recursive: true, force: true });
});

const nowhere = (from: string, headers = {}) => visit(`${instance.url}/v2/inconnu/1`, { from, headers });
const silence = async (from: string) => {
  const line = 'GET /v2/inconnu/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  return (await sendBytes(instance.url, line, from)).length;
};

async function many(count: number, call: () => Promise<{ status: number }>): Promise<number[]> {
  const statuses: number[] = [];
  for (let done = 0; done < count; done += 50) {
    const batch = Array.from({ length: Math.min(50, count - done) }, call);
    statuses.push(...(await Promise.all(batch)).map(({ status }) => status));
  }
  return statuses;
}

describe('no answer: the ceiling of an address', () => {
  it('answers 1000 calls in a minute, refuses the next with 429, then closes without a byte', async () => {
    const from = '127.0.0.5';
    expect(new Set(await many(1000, () => nowhere(from)))).toEqual(new Set([404]));
    expectRefusal(await nowhere(from), { status: 429, code: '00429', quota: false, retryAfter: true });
    await expect(nowhere(from)).rejects.toThrow();
    expect(await silence(from)).toBe(0);
    expect((await nowhere('127.0.0.6')).status).toBe(404);
  });

  it('still gives a banned address the portal, the documents and the state of health', async () => {
    const from = '127.0.0.5';
    expect((await visit(`${instance.url}/health`, { from })).status).toBe(200);
    expect((await visit(`${instance.url}/`, { from })).status).toBe(200);
    expect((await visit(`${instance.url}/documents/${'0'.repeat(40)}-extrait.pdf`, { from })).status).toBe(404);
    expect((await sendBytes(instance.url, 'GET /watchdoge/a HTTP/1.1\r\nHost: a\r\n\r\n', from)).length).toBe(0);
  });
});

describe('no answer: ignoring 429', () => {
  it('bans after more than 250 answers 429 in 5 minutes', async () => {
    const from = '127.0.0.7';
    const token = await instance.token();
    const privileges = () => visit(`${instance.url}/v2/privileges?token=${token}`, { from });
    expect((await privileges()).status).toBe(200);
    expect(new Set(await many(251, privileges))).toEqual(new Set([429]));
    await expect(privileges()).rejects.toThrow();
    expect(await silence(from)).toBe(0);
    expect((await visit(`${instance.url}/v2/privileges?token=${token}`, { from: '127.0.0.8' })).status).toBe(429);
  });
});

describe('no answer: who the caller is', () => {
  it('reads X-Forwarded-For from a trusted proxy alone', async () => {
    const forwarded = { 'X-Forwarded-For': '203.0.113.4, 127.0.0.5' };
    await expect(nowhere(PROXY, forwarded)).rejects.toThrow();
    expect((await nowhere(PROXY, { 'X-Forwarded-For': '127.0.0.5, 203.0.113.4' })).status).toBe(404);
    expect((await nowhere('127.0.0.10', forwarded)).status).toBe(404);
    await expect(nowhere('127.0.0.5', { 'X-Forwarded-For': '203.0.113.4' })).rejects.toThrow();
  });

  it('is not put out by what is not an address', async () => {
    for (const value of [
      '',
      ',',
      'inconnu',
      'fe80::1%eth0',
      '::ffff:1.2.3.4',
      '[::1]:80',
      '\u00e9',
      '1.2.3.4:5',
      'a'.repeat(5000),
    ]) {
      expect((await nowhere(PROXY, { 'X-Forwarded-For': value })).status, value).toBe(404);
    }
  });
});

describe('no answer: 12 hours, neither more nor less', () => {
  it('holds after a restart, is not prolonged by calls, and ends', async () => {
    await eventually(async () => instance.logged().includes('adresse bannie'));
    await instance.stop();
    instance = await startTestInstance({ varDir, environment });
    expect(await silence('127.0.0.5')).toBe(0);
    expect(await silence('127.0.0.7')).toBe(0);
    await instance.apie('horloge', 'avancer', '11h');
    await many(20, async () => ({ status: await silence('127.0.0.5') }));
    await instance.apie('horloge', 'avancer', '59m');
    expect(await silence('127.0.0.5')).toBe(0);
    await instance.apie('horloge', 'avancer', '1m');
    expect((await nowhere('127.0.0.5')).status).toBe(404);
    expect((await nowhere('127.0.0.7')).status).toBe(404);
  });
});
