import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { loadEndpoints } from '../src/gateway/rooms.ts';
import { providersOf } from '../src/instance/providers.ts';
import { createPapersReader } from '../src/papers/room-papers.ts';
import { endpointsList } from '../tools/endpoints-list.ts';
import { envExample } from '../tools/env-example.ts';

const require = createRequire(import.meta.url);
const root = resolve(import.meta.dirname, '..');
const sources = filesUnder(join(root, 'src'));
const code = sources.filter((file) => /\.tsx?$/.test(file));
const written = code.filter((file) => !/\.(test|fixture)\.tsx?$/.test(file));

describe('the style is a test', () => {
  it('keeps files short: one idea each', () => {
    const isData = (file: string) => /nomenclatures\/|simulator\/units\.ts|error-catalogue\.ts/.test(file);
    const long = written.filter((file) => !isData(file) && linesOf(file) > 250).map(named);
    expect(long).toEqual([]);
  });

  it('names files in kebab-case, rooms as on the wire', () => {
    const bad = code
      .map(named)
      .filter((file) => !/^src\/([a-z0-9-]+|endpoints\/[a-z0-9_]+)(\/[a-z0-9-]+)*\/?[a-z0-9.-]*\.tsx?$/.test(file));
    expect(bad).toEqual([]);
  });

  it('has no vague name, no barrel', () => {
    const vague = sources
      .map(named)
      .filter((file) => /(^|\/)(utils?|helpers?|common|misc|managers?|services?|index)(\.|\/)/.test(file));
    expect(vague).toEqual([]);
  });

  it('silences no check and leaves nothing for later', () => {
    const silenced = written.filter((file) =>
      /@ts-ignore|@ts-expect-error|as any\b|: any\b|TODO|FIXME|REMETTRE/.test(readFileSync(file, 'utf8')),
    );
    expect(silenced.map(named)).toEqual([]);
  });
});

describe('the documents tell the truth', () => {
  it('.env.example is what the code reads (npm run env-example)', async () => {
    const endpoints = await loadEndpoints(join(root, 'src/endpoints'));
    expect(readFileSync(join(root, '.env.example'), 'utf8')).toBe(envExample(providersOf(endpoints)));
  });

  it('docs/endpoints.md is what the rooms say (npm run liste-endpoints)', async () => {
    const directory = join(root, 'src/endpoints');
    const list = endpointsList(await loadEndpoints(directory), createPapersReader(directory));
    expect(readFileSync(join(root, 'docs/endpoints.md'), 'utf8')).toBe(list);
  });

  it('every path that a document names exists', () => {
    const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/ajouter-un-endpoint.md'];
    const dead = documents.flatMap((document) => deadPaths(document));
    expect(dead).toEqual([]);
  });
});

describe('the walls stand', () => {
  it('dependency-cruiser reads every module, and each wall is checked', async () => {
    const rules: { forbidden: IForbiddenRuleType[]; options: ICruiseOptions } = require('../.dependency-cruiser.cjs');
    const result = await cruise(['src'], {
      ...rules.options,
      ruleSet: { forbidden: rules.forbidden },
      validate: true,
      baseDir: root,
    });
    const output: ICruiseResult | string = result.output;
    if (typeof output === 'string') throw new Error(output);
    const ours = output.modules.filter(({ source }) => source.startsWith('src/'));
    expect(ours.length).toBeGreaterThanOrEqual(written.length);
    expect(output.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  }, 60_000);
});

function filesUnder(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length;
const named = (file: string): string => relative(root, file);

function deadPaths(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  const quoted = [...text.matchAll(/`((?:src|test|docs|bench|tools|config|migrations|bin)\/[\w./-]*)`/g)].map(
    ([, path]) => path ?? '',
  );
  return quoted.filter((path) => !exists(join(root, path))).map((path) => `${document}: ${path}`);
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
