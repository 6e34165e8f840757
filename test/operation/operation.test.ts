import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigurationError, readConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/observability/log.ts';
import { buildOnce, launch } from '../support/built.ts';
import { visit } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

let instance: TestInstance;
beforeAll(async () => {
  await buildOnce();
  instance = await startTestInstance();
}, 120_000);
afterAll(() => instance.stop());

const directory = mkdtempSync(join(tmpdir(), 'apie-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('a start that is refused says why', () => {
  it('all the faults of the configuration at once', () => {
    const environment = {
      PORT: '0',
      PUBLIC_URL: 'ftp://a',
      JETON_SECRET: 'court',
      TRUSTED_PROXIES: '10.0.0.0/99',
      LOG_LEVEL: 'tout',
      DOCUMENT_LIFE: '1s',
      DATABASE_URL_FILE: '/inexistant',
    };
    const refuse = () => readConfig(environment, []);
    expect(refuse).toThrow(ConfigurationError);
    for (const name of Object.keys(environment)) expect(refuse).toThrow(name);
  });

  it('a node too old', () => {
    const launcher = resolve(import.meta.dirname, '../../bin/launch.cjs');
    const script = `Object.defineProperty(process, 'versions', { value: { node: '18.20.1' } }); require(${JSON.stringify(launcher)})('main.js');`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect([status, stderr.includes('20.19'), stderr.includes('18.20.1')]).toEqual([1, true, true]);
  });

  it('a second instance on the same state folder', async () => {
    const second = launch(instance.varDir, { PORT: '1' });
    expect([await second.ended, second.output()]).toEqual([1, expect.stringContaining('tourne déjà')]);
  });

  it('a port already taken', async () => {
    const { port } = new URL(instance.url);
    const second = launch(directory, { PORT: port });
    expect([await second.ended, second.output()]).toEqual([
      1,
      expect.stringContaining(`Le port ${port} est déjà pris`),
    ]);
  });

  it('a file of limits that is not one', async () => {
    const file = join(directory, 'limites.json');
    for (const text of ['{', '{"fenetre_s":0}']) {
      writeFileSync(file, text);
      const second = launch(directory, { LIMITS_FILE: file });
      expect([await second.ended, second.output()]).toEqual([1, expect.stringContaining(file)]);
    }
  });
});

describe('what is measured', () => {
  it('is on an address of its own: calls, durations, backlog, bans', async () => {
    const token = await instance.token();
    await instance.call('/v2/cotisations_msa/10010001500013', token);
    const { status, text } = await visit(instance.metricsUrl);
    expect(status).toBe(200);
    expect(text).toContain('apie_appels_total{endpoint="cotisations_msa",statut="200"} 1');
    for (const name of [
      'apie_appel_secondes_bucket',
      'apie_fournisseur_secondes_count',
      'apie_traces_en_attente_segments',
      'apie_adresses_bannies 0',
    ]) {
      expect(text).toContain(name);
    }
    expect(text.includes(token)).toBe(false);
    expect((await visit(`${instance.url}/metrics`)).status).toBe(404);
  });
});

describe('log lines', () => {
  it('carry no token out, whatever the field', () => {
    const lines: string[] = [];
    const log = createLog('info', (line) => lines.push(line));
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl';
    log.info({ url: `/v2/a?token=${token}&context=b`, err: new Error(token), [token]: token }, `Bearer ${token}`);
    log.info({ url: '/v2/a?token=autre-secret&context=b' });
    expect(lines.join('').includes('c2lnbmF0dXJl') || lines.join('').includes('autre-secret')).toBe(false);
    expect(lines.join('')).toContain('context=b');
  });
});

it('apie says so when no instance runs', () => {
  const apie = resolve(import.meta.dirname, '../../dist/apie.js');
  const run = () =>
    execFileSync(process.execPath, [apie, 'jeton', 'lister'], {
      env: { VAR_DIR: join(directory, 'rien') },
      stdio: 'pipe',
    });
  expect(run).toThrow('Aucune instance');
});
