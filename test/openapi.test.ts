import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import Schema from 'typebox/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isJson, type Json } from '../src/core/json.ts';
import { counterOf, loadEndpoints } from '../src/gateway/rooms.ts';
import { parseLimits } from '../src/gateway/volume/limits.ts';
import { partialAnswer } from '../src/openapi/schemas.ts';
import { openApiTexts } from '../src/openapi/texts.ts';
import { createPapersReader } from '../src/papers/room-papers.ts';
import { places } from './support/instance.ts';
import { readSamples } from './support/samples.ts';

const limitsFile = resolve(import.meta.dirname, '../config/limites.json');
const limits = parseLimits(readFileSync(limitsFile, 'utf8'), limitsFile);
const publicUrl = 'https://entreprise.exemple.fr';

let texts: Awaited<ReturnType<typeof textsOf>>;
let document: Json;
let endpoints: Awaited<ReturnType<typeof loadEndpoints>>;
let temporary: string;

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'apie-pieces-'));
  endpoints = await loadEndpoints(places.endpoints);
  texts = await textsOf(places.endpoints);
  document = jsonOf(texts.get('/v2/open-api.json')?.body);
});
afterAll(() => rm(temporary, { recursive: true, force: true }));

describe('the description', () => {
  it('is valid OpenAPI 3.1, as JSON and as YAML', async () => {
    for (const given of [jsonOf(texts.get('/v2/open-api.json')?.body), texts.get('/v2/open-api.yml')?.body]) {
      const { valid, errors } = await new Validator().validate(given ?? '');
      expect(errors).toBeUndefined();
      expect(valid).toBe(true);
    }
  });

  it('says the same in both formats', () => {
    expect(parse(texts.get('/v2/open-api.yml')?.body ?? '', { maxAliasCount: 0 })).toEqual(document);
  });

  it('has one operation for each room, and the rights of the token', async () => {
    const operations = Object.values(object(document['paths'])).map((path) => member(path, 'get', 'operationId'));
    const endpoints = await loadEndpoints(places.endpoints);
    expect(operations).toEqual(['privileges', ...endpoints.map(({ name }) => name)]);
  });

  it('names only what it declares', () => {
    const text = JSON.stringify(document);
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#([^"]+)"/g)) {
      expect(member(document, ...pointer.split('/').slice(1)), pointer).toBeDefined();
    }
    expect(text).not.toContain('"~');
    expect(text).not.toMatch(/<(pdf|zip)>/);
  });
});

describe('an operation', () => {
  const operation = (): Json => object(member(document, 'paths', '/v2/cotisations_msa/{siret}', 'get'));

  it('says what to pass, and which right and volume it takes', () => {
    expect(operation()).toMatchObject({
      summary: 'Cotisations de sécurité sociale agricole',
      tags: ['MSA'],
      'x-droits': ['msa_cotisations'],
      'x-limite': { compteur: 'json', appels: 250, fenetre_s: 60 },
      security: [{ jeton: [] }, { jetonDansAdresse: [] }],
    });
    expect(operation()['parameters']).toMatchObject([
      { name: 'siret', in: 'path', required: true, schema: { pattern: '^\\d{14}$' }, example: '10010001500013' },
      ...['context', 'recipient', 'object', 'user_id', 'error_format'].map((name) => ({
        $ref: `#/components/parameters/${name}`,
      })),
    ]);
  });

  it('declares every way a call can end', () => {
    const statuses = ['200', '206', '400', '401', '403', '404', '422', '429', '500', '502', '503', '504'];
    expect(Object.keys(object(operation()['responses']))).toEqual(statuses);
  });

  it('declares 301, 451 and gateway_error where the room has them', async () => {
    for (const endpoint of await loadEndpoints(places.endpoints)) {
      const responses = object(member(document, 'paths', endpoint.path, 'get', 'responses'));
      const success = member(responses, '200', 'content', 'application/json', 'schema', 'properties', 'gateway_error');
      const { gatewayError = false, mayBeReplacedOrClosed = false } = endpoint;
      expect(['301' in responses, '451' in responses], endpoint.name).toEqual([
        mayBeReplacedOrClosed,
        mayBeReplacedOrClosed,
      ]);
      expect(success !== undefined, endpoint.name).toBe(gatewayError);
    }
  });

  it('shows the samples of the room', () => {
    const examples = member(operation(), 'responses', '404', 'content', 'application/json', 'examples');
    expect(Object.keys(object(examples))).toEqual(['inconnu']);
  });
});

describe.each(readSamples(places.endpoints))('$room · $sample.titre', ({ room, sample }) => {
  it('has the declared shape, and no key more', async () => {
    const path = endpoints.find(({ name }) => name === room)?.path ?? '';
    const response = member(document, 'paths', path, 'get', 'responses', String(sample.statut));
    expect(response, `status ${sample.statut}`).toBeDefined();
    const schema = object(member(response, 'content', 'application/json', 'schema'));
    expect(faultsOf(schema, sample.reponse)).toEqual([]);
  });
});

describe('a partial answer', () => {
  const partial = partialAnswer(
    {
      type: 'object',
      required: ['nom', 'code', 'capital', 'lignes'],
      properties: {
        nom: { type: 'string', description: 'Nom.' },
        code: { anyOf: [{ type: 'string', pattern: '^A' }, { type: 'null' }] },
        capital: { type: 'integer' },
        lignes: {
          type: 'array',
          items: { type: 'object', required: ['rang'], properties: { rang: { type: 'integer' } } },
        },
      },
    },
    true,
  );
  const whole = {
    nom: 'X',
    code: 'A1',
    capital: 5,
    lignes: [{ rang: 1 }],
    gateway_error: true,
    _indisponible: ['/nom'],
  };

  it.each([
    [{}],
    [{ nom: 'Donnée indisponible', code: 'Donnée indisponible' }],
    [{ code: null }],
    [{ capital: null, lignes: null }],
    [{ lignes: [{ rang: null }] }],
  ])('may lack %j', (lacking) => {
    expect(faultsOf(partial, { ...whole, ...lacking })).toEqual([]);
  });

  it.each([
    [{ nom: null }],
    [{ code: 'B' }],
    [{ capital: 'Donnée indisponible' }],
    [{ lignes: [null] }],
    [{ _indisponible: [] }],
    [{ gateway_error: false }],
  ])('is never %j', (wrong) => expect(faultsOf(partial, { ...whole, ...wrong })).not.toEqual([]));
});

describe('a room added', () => {
  it('appears by itself', async () => {
    await addRoom(newSheet);
    const added = jsonOf((await textsOf(temporary)).get('/v2/open-api.json')?.body);
    const operation = object(member(added, 'paths', '/v2/piece_nouvelle/{siren}', 'get'));
    expect(operation['summary']).toBe('Pièce nouvelle');
    expect(operation['description']).toContain('Phrase de la fiche.');
    expect(operation['parameters']).toContainEqual({
      name: 'complet',
      in: 'query',
      required: false,
      description: 'Tout donner. Autre écriture acceptée : `complets`.',
      schema: { type: 'string', enum: ['true'] },
    });
    const examples = member(
      operation,
      'responses',
      '200',
      'content',
      'application/json',
      'examples',
      'trouve',
      'value',
    );
    expect(examples).toEqual({
      url: expect.stringMatching(/^https:\/\/entreprise\.exemple\.fr\/documents\/[0-9a-f]{40}-document\.pdf$/),
    });
  });

  it('is refused by its name when its sheet has no head', async () => {
    await addRoom('Phrase seule.\n');
    await expect(textsOf(temporary)).rejects.toThrow("La fiche de la pièce « piece_nouvelle » n'a pas d'en-tête");
  });

  it('is refused when its sheet lacks a part, or a key of its head', async () => {
    await addRoom(newSheet.replace('## Erreurs propres', '## Erreurs'));
    await expect(textsOf(temporary)).rejects.toThrow(
      "La fiche de la pièce « piece_nouvelle » n'a pas de partie « Erreurs propres ».",
    );
    await addRoom(newSheet.replace('mots_cles: [essai]', 'mots_cles: []').replace('detection_fraude: non\n  ', ''));
    await expect(textsOf(temporary)).rejects.toThrow(
      /mots_cles.*utilite.*detection_fraude|detection_fraude.*mots_cles/,
    );
  });
});

const newSheet = `---
titre: Pièce nouvelle
fournisseur: Essai
categorie: Informations générales
ouverture: publique
publics: [entreprises]
perimetre: Tout.
mise_a_jour: Chaque jour.
disponibilite: Toujours.
maintenance: null
delai_conseille_s: 5
mots_cles: [essai]
utilite:
  marches_publics: oui
  aides_publiques: a_etudier
  detection_fraude: non
  preremplissage_connecte: format
  preremplissage_ouvert: non
  aides_covid: non
---

Phrase de la fiche.

## Ce qu'il faut savoir

Rien.

## Erreurs propres

Aucune.

## Questions

### Une question ?

Une réponse.
`;

async function textsOf(directory: string) {
  const endpoints = await loadEndpoints(directory);
  const rooms = endpoints.map((endpoint) => ({ endpoint, counter: counterOf(endpoint, limits) }));
  return openApiTexts({ rooms, limits, publicUrl, papersOf: createPapersReader(directory) });
}

async function addRoom(sheet: string): Promise<void> {
  const folder = join(temporary, 'piece_nouvelle');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await cp(join(places.endpoints, 'cotisations_msa/samples'), join(folder, 'samples'), {
    recursive: true,
    filter: (path) => !path.endsWith('.json'),
  });
  await writeFile(
    join(folder, 'samples/trouve.json'),
    JSON.stringify({ titre: 'Trouvé', identifiant: '100100015', statut: 200, reponse: { url: '<pdf>' } }),
  );
  await writeFile(join(folder, 'fiche.md'), sheet);
  const source = resolve(import.meta.dirname, '../src');
  await writeFile(
    join(folder, 'endpoint.ts'),
    `import { Type } from '${resolve(import.meta.dirname, '../node_modules/typebox/build/index.mjs')}';
     import { defineEndpoint } from '${source}/core/endpoint.ts';
     import { flag } from '${source}/core/options.ts';
     import { bySiren } from '${source}/core/subject.ts';
     import { msa } from '${source}/providers/msa/provider.ts';
     export default defineEndpoint({
       name: 'piece_nouvelle', title: 'Pièce nouvelle', providers: { msa }, scopes: ['essai'], volume: 'json', subject: bySiren,
       options: { complet: flag(['complet', 'complets'], 'Tout donner.') },
       watch: { uname: 'apie_2_piece_nouvelle', provider: 'msa', everyMinutes: 60, availabilityKey: 'api/v2/piece_nouvelle' },
       answer: Type.Object({ url: Type.String({ description: 'Adresse.' }) }),
       ask: async () => null, read: () => ({ url: 'x' }),
     });`,
  );
}

/** What of a value breaks a schema of the document, each object being closed to keys it does not declare. */
function faultsOf(schema: Json, value: unknown): string[] {
  const closed = { ...object(closing(schema)), components: closing(document['components']) };
  const [, errors] = Schema.Errors(closed, value);
  return errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function closing(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closing);
  if (!isJson(schema)) return schema;
  const inside = Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [key, key === 'allOf' ? part : closing(part)]),
  );
  const open =
    'properties' in schema &&
    !('additionalProperties' in schema) &&
    !('allOf' in schema) &&
    schema['type'] === 'object';
  return open ? { ...inside, additionalProperties: false } : inside;
}

function jsonOf(text: string | undefined): Json {
  return object(JSON.parse(text ?? 'null'));
}

function object(value: unknown): Json {
  if (!isJson(value)) throw new Error(`not an object: ${JSON.stringify(value)}`);
  return value;
}

function member(value: unknown, ...keys: string[]): unknown {
  return keys.reduce((at, key) => (isJson(at) ? at[key] : undefined), value);
}
