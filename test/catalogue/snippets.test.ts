import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import { places, startTestInstance, type TestInstance } from '../support/instance.ts';

type Language = 'curl' | 'TypeScript' | 'Python' | 'PHP' | 'Java';

const execute = promisify(execFile);
const endpoints = await loadEndpoints(places.endpoints);
const snippets = new Map<string, ReadonlyMap<string, string>>();
let instance: TestInstance;
let token: string;
let directory: string;

beforeAll(async () => {
  instance = await startTestInstance();
  token = await instance.token();
  directory = await mkdtemp(join(tmpdir(), 'extraits-'));
  for (const { name } of endpoints) snippets.set(name, await snippetsOf(name));
}, 60_000);
afterAll(async () => {
  await instance.stop();
  await rm(directory, { recursive: true, force: true });
});

/** The snippets of a sheet, as a reader would copy them from the page. */
async function snippetsOf(name: string): Promise<ReadonlyMap<string, string>> {
  const html = await (await fetch(`${instance.url}/catalogue/${name.replaceAll('_', '-')}`)).text();
  const found = html.matchAll(/<summary>(\w+)<\/summary>.*?<code>(.*?)<\/code>/gs);
  return new Map([...found].slice(0, 5).map(([, language = '', code = '']) => [language, unescaped(code)]));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'" };
const unescaped = (html: string): string => html.replace(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all);

const snippet = (name: string, language: Language): string => snippets.get(name)?.get(language) ?? '';

/** Runs a program with the token in its environment; gives what it wrote. */
async function run(jeton: string, command: string, ...words: string[]): Promise<string> {
  const env = { ...process.env, JETON: jeton };
  const { stdout } = await execute(command, words, { env, maxBuffer: 10_000_000 });
  return stdout;
}

const has = (command: string): Promise<boolean> =>
  execute(command, ['--version']).then(
    () => true,
    () => false,
  );

/** Every snippet of a language in one program, so that it starts once; its output, by endpoint. */
async function runAll(
  language: Language,
  written: (name: string, code: string) => string,
  ...command: [string, ...string[]]
) {
  const file = join(directory, `tous.${language}`);
  await writeFile(file, endpoints.map(({ name }) => written(name, snippet(name, language))).join('\n'));
  const output = await run(token, ...command, file);
  return output
    .split('### ')
    .slice(1)
    .map((part) => part.split(/\n(.*)/s, 2));
}

describe('the snippets of every sheet answer when they are run', { timeout: 60_000 }, () => {
  const names = endpoints.map(({ name }) => name);

  it('in curl', async ({ skip }) => {
    if (!(await has('curl'))) skip('no curl on this machine');
    const answers = await runAll('curl', (name, code) => `echo '### ${name}'; ${code} --silent; echo`, 'sh');
    expect(answers.map(([name]) => name)).toEqual(names);
    const refused = answers.filter(([, body = '']) => 'errors' in JSON.parse(body));
    expect(refused).toEqual([]);
  });

  it('in TypeScript', async () => {
    const inFunction = (name: string, code: string) =>
      `console.log('### ${name}');\nawait (async () => {\n${code}\n})();`;
    const file = join(directory, 'tous.mjs');
    const program = endpoints.map(({ name }) => inFunction(name, snippet(name, 'TypeScript'))).join('\n');
    await writeFile(file, (await transform(program, { loader: 'ts', format: 'esm' })).code);
    const answers = (await run(token, 'node', file)).split('### ').slice(1);
    expect(answers.map((answer) => answer.split(/\n200 /)[0])).toEqual(names);
  });

  it('in Python', async ({ skip }) => {
    if (!(await has('python3'))) skip('no Python on this machine');
    const inProgram = (name: string, code: string) => `print('### ${name}')\nexec(${JSON.stringify(code)})`;
    const answers = await runAll('Python', inProgram, 'python3');
    expect(answers.map(([name, body]) => `${name} ${body?.slice(0, 4)}`)).toEqual(names.map((name) => `${name} 200 `));
  });

  it('in Java, one of them', async ({ skip }) => {
    if (!(await has('java'))) skip('no Java on this machine');
    const file = join(directory, 'Appel.java');
    await writeFile(file, snippet('exercices', 'Java'));
    expect(await run(token, 'java', file)).toMatch(/^200 \{/);
  });
});

describe.each(endpoints)('the snippets of $name', ({ name, path }) => {
  it('carry no token, and ask the same address in every language', () => {
    const codes = [...(snippets.get(name)?.values() ?? [])];
    expect(codes).toHaveLength(5);
    for (const code of codes) {
      expect(code).toContain('JETON');
      expect(code).toContain(`${instance.url}${path.split('{')[0]}`);
      expect(code).not.toMatch(/eyJ|token=/);
    }
  });

  it('are sound in TypeScript', () => {
    const { diagnostics = [] } = ts.transpileModule(snippet(name, 'TypeScript'), { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
  });
});

describe('a snippet whose token is refused', () => {
  it('says the status and the sentence', async () => {
    const { code } = await transform(snippet('exercices', 'TypeScript'), { loader: 'ts', format: 'esm' });
    await expect(run('mauvais', 'node', '--input-type=module', '--eval', code)).rejects.toThrow(/401 .*jeton/);
  });
});
