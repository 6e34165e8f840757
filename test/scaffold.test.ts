import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RoomError } from '../src/core/room-error.ts';
import { loadEndpoints } from '../src/gateway/rooms.ts';
import { places, startTestInstance, type TestInstance } from './support/instance.ts';
import { readSamples } from './support/samples.ts';

const root = resolve(import.meta.dirname, '..');
let elsewhere: string;
let made: ReturnType<typeof scaffold>;

beforeAll(() => {
  elsewhere = emptyProject();
  made = scaffold('gares_desservies', '--fournisseur', 'gares', '--sujet', 'siret', '--droit', 'gares');
});
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

describe('the made room', () => {
  let instance: TestInstance;
  let token: string;

  beforeAll(async () => {
    const inElsewhere = { endpoints: join(elsewhere, 'src/endpoints'), providers: join(elsewhere, 'src/providers') };
    // Without pages: the guide tells of rooms that are not in this house.
    const environment = { ROLES: 'gateway,watch,worker' };
    instance = await startTestInstance({ places: { ...places, ...inElsewhere }, environment });
    token = await instance.token();
  });
  afterAll(() => instance.stop());

  it('says what it made and what to do next', () => {
    expect(made).toMatchObject({ status: 0, errors: '' });
    expect(made.output).toContain('créé : src/endpoints/gares_desservies/endpoint.ts');
    expect(made.output).toContain('GARES_URL');
    expect(made.output).toContain('docs/ajouter-un-endpoint.md');
  });

  it('is accepted at start', async () => {
    const [endpoint, ...others] = await loadEndpoints(join(elsewhere, 'src/endpoints'));
    expect(others).toEqual([]);
    expect(endpoint).toMatchObject({
      name: 'gares_desservies',
      scopes: ['gares'],
      path: '/v2/gares_desservies/{siret}',
    });
  });

  it('answers through the whole service, for the holder of its right alone', async () => {
    expect((await instance.call('/v2/gares_desservies/10010001500013', token)).status).toBe(200);
    expect((await instance.call('/v2/gares_desservies/10040400300012', token)).status).toBe(404);
    expect((await instance.call('/v2/gares_desservies/10050200400011', token)).status).toBe(502);
    expect((await instance.call('/v2/gares_desservies/100100015', token)).status).toBe(422);
    const without = await instance.token('entreprises');
    expect((await instance.call('/v2/gares_desservies/10010001500013', without)).status).toBe(403);
  });

  it('has samples that pass', async () => {
    const samples = readSamples(join(elsewhere, 'src/endpoints'));
    expect(samples.map(({ file }) => file).sort()).toEqual(['connue.json', 'inconnue.json']);
    for (const { room, sample } of samples) {
      const response = await instance.call(`/v2/${room}/${sample.identifiant}`, token);
      expect(await response.json()).toEqual(sample.reponse);
      expect(response.status).toBe(sample.statut);
      for (const [name, value] of Object.entries(sample.entetes ?? {})) expect(response.headers.get(name)).toBe(value);
    }
  });
});

describe('a second room', () => {
  it('speaks with the provider that is there, by siren, under its own name as a right', () => {
    expect(scaffold('quais', '--fournisseur', 'gares').status).toBe(0);
    const card = readFileSync(join(elsewhere, 'src/endpoints/quais/endpoint.ts'), 'utf8');
    expect(card).toContain("import { gares } from '../../providers/gares/provider.ts';");
    expect(card).toContain('subject: bySiren');
    expect(card).toContain("scopes: ['quais']");
  });

  it('is told when the door of the provider is not a plain one', () => {
    mkdirSync(join(elsewhere, 'src/providers/trains'));
    const card =
      "export const trains = defineProvider({ slug: 'trains', code: '77', name: 'Trains', open: () => ({ ask }) });";
    writeFileSync(join(elsewhere, 'src/providers/trains/provider.ts'), card);
    expect(scaffold('wagons', '--fournisseur', 'trains').output).toContain('ne donne pas « wire » et « url »');
  });
});

describe('refusals', () => {
  it.each([
    [['gares_desservies', '--fournisseur', 'gares'], 'existe déjà'],
    [['privileges', '--fournisseur', 'gares'], 'réservé'],
    [['Gares', '--fournisseur', 'gares'], 'Le nom « Gares » est refusé'],
    [['../gares', '--fournisseur', 'gares'], 'est refusé'],
    [['voies', '--fournisseur', '../gares'], 'Le fournisseur « ../gares » est refusé'],
    [['voies', '--fournisseur', 'gares', '--sujet', 'rna'], '--sujet vaut siren ou siret'],
    [['voies', '--fournisseur', 'gares', '--droit', 'Voies !'], 'Le droit « Voies ! » est refusé'],
    [['voies'], 'Un nom et un fournisseur sont attendus'],
    [['voies', '--fournisseur', 'gares', '--autre'], 'Option refusée'],
  ])('%j: %s', (words, sentence) => {
    const { status, errors } = scaffold(...words);
    expect(errors).toContain(sentence);
    expect(errors).not.toContain('    at ');
    expect(status).toBe(1);
  });
});

describe('what start-up refuses', () => {
  it('names each thing that a room lacks', async () => {
    const rooms = join(elsewhere, 'refused');
    mkdirSync(join(rooms, 'sans_carte'), { recursive: true });
    const loading = loadEndpoints(rooms);
    await expect(loading).rejects.toThrow(RoomError);
    await expect(loading).rejects.toThrow("« sans_carte » n'a pas de fichier endpoint.ts");
  });
});

/** A project that has everything but rooms and providers. */
function emptyProject(): string {
  const directory = mkdtempSync(join(tmpdir(), 'gabarit-'));
  for (const folder of ['src/endpoints', 'src/providers']) mkdirSync(join(directory, folder), { recursive: true });
  for (const shared of ['src/core', 'src/simulator', 'node_modules', 'package.json']) {
    symlinkSync(join(root, shared), join(directory, shared));
  }
  return directory;
}

function scaffold(...words: string[]) {
  const script = join(root, 'tools/nouvel-endpoint.ts');
  const child = spawnSync(process.execPath, ['--import', 'tsx', script, ...words, '--dossier', elsewhere], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status: child.status, output: child.stdout, errors: child.stderr };
}
