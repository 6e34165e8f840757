import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places, purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';

const execute = promisify(execFile);
const examples = join(places.portal, 'documentation', 'exemples');
const query = new URLSearchParams(purpose);

let instance: TestInstance;
let token: string;
let limited: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
  token = await instance.token();
  limited = await startTestInstance({ environment: { LIMITS_FILE: limitsFile({ json: 1 }) } });
}, 60_000);
afterAll(async () => {
  await instance.stop();
  await limited.stop();
});

const hasPython = await execute('python3', ['--version']).then(
  () => true,
  () => false,
);

type Run = (address: string, jeton: string, delay?: number) => Promise<unknown>;

const javascript: Run = async (address, jeton, delay = 5) => {
  const program = `import { appeler } from ${JSON.stringify(join(examples, 'appeler.mjs'))};
    console.log(JSON.stringify(await appeler(process.argv[1], process.argv[2], { delaiMs: ${delay * 1000}, patienceMs: 1500 })));`;
  const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', program, address, jeton]);
  return JSON.parse(stdout);
};

const python: Run = async (address, jeton, delay = 5) => {
  const program = `import json, sys; sys.path.insert(0, ${JSON.stringify(examples)}); sys.dont_write_bytecode = True
from appeler import appeler
print(json.dumps(appeler(sys.argv[1], sys.argv[2], ${delay}, 1.5)))`;
  const { stdout } = await execute('python3', ['-c', program, address, jeton]);
  return JSON.parse(stdout);
};

describe.each([
  ['JavaScript', javascript, true],
  ['Python', python, hasPython],
])('the well-behaved call, in %s', (_language, run, canRun) => {
  const address = (siren: string) => `${instance.url}/v2/entreprises/${siren}?${query}`;

  it.skipIf(!canRun)('gives the data, whole or not', async () => {
    expect(await run(address('100100015'), token)).toMatchObject({ issue: 'donnee', complete: true });
    expect(await run(address('100206101'), token)).toMatchObject({ issue: 'donnee', complete: false });
  });

  it.skipIf(!canRun)('follows a unit to its new identifier, token and all', async () =>
    expect(await run(address('100301001'), token)).toMatchObject({
      issue: 'donnee',
      donnee: { entreprise: { siren: '100100015' } },
    }),
  );

  it.skipIf(!canRun)('takes an absence for an answer', async () => {
    expect(await run(address('100404003'), token)).toEqual({ issue: 'absente', statut: 404 });
    expect(await run(address('100451004'), token)).toEqual({ issue: 'absente', statut: 451 });
  });

  it.skipIf(!canRun)('says what to mend', async () => {
    expect(await run(address('123'), token)).toMatchObject({ issue: 'a-corriger', statut: 422, code: '00301' });
    expect(await run(address('100100015'), 'rien')).toMatchObject({ issue: 'a-corriger', statut: 401, code: '00101' });
  });

  it.skipIf(!canRun)('does not insist when the wait is long, nor on silence', async () => {
    expect(await run(address('100503101'), token)).toMatchObject({ issue: 'plus-tard', statut: 503 });
    expect(await run('http://127.0.0.1:9/', token)).toMatchObject({ issue: 'plus-tard', statut: 0 });
    expect(await run(address('100504000'), token, 0.2)).toMatchObject({ issue: 'plus-tard', statut: 0 });
  });

  it.skipIf(!canRun)('waits no longer than it was told for its turn', async () => {
    const jeton = await limited.token();
    const target = `${limited.url}/v2/entreprises/100100015?${query}`;
    expect(await run(target, jeton)).toMatchObject({ issue: 'donnee' });
    expect(await run(target, jeton)).toMatchObject({ issue: 'plus-tard', statut: 429 });
  });
});
