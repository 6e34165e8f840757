import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Endpoint, placeholder } from '../core/endpoint.ts';
import { RoomError } from '../core/room-error.ts';
import { type CounterRule, counterRule, type Limits } from './volume/limits.ts';

/** Imports the default export of one file of each folder that has it, in alphabetical order. */
export async function importFromFolders(
  directory: string,
  file: string,
): Promise<{ folder: string; value: unknown }[]> {
  const found: { folder: string; value: unknown }[] = [];
  for (const folder of readdirSync(directory).sort()) {
    const path = [`${file}.js`, `${file}.ts`]
      .map((name) => join(directory, folder, name))
      .find((name) => existsSync(name));
    if (path === undefined) continue;
    const module: { default?: unknown } = await import(pathToFileURL(path).href);
    found.push({ folder, value: module.default });
  }
  return found;
}

/** Reads every room of the folder; refuses the house when one is incomplete or contradicts another. */
export async function loadEndpoints(directory: string): Promise<Endpoint[]> {
  const endpoints: Endpoint[] = [];
  for (const folder of readdirSync(directory)) {
    if (!['endpoint.js', 'endpoint.ts'].some((file) => existsSync(join(directory, folder, file)))) {
      throw new RoomError(`La pièce « ${folder} » n'a pas de fichier endpoint.ts.`);
    }
  }
  for (const { folder, value } of await importFromFolders(directory, 'endpoint')) {
    if (!isEndpoint(value))
      throw new RoomError(`La pièce « ${folder} » n'exporte pas par défaut le résultat de defineEndpoint.`);
    checkRoom(directory, folder, value);
    endpoints.push(value);
  }
  checkTogether(endpoints);
  return endpoints;
}

function checkRoom(directory: string, folder: string, endpoint: Endpoint): void {
  const faults: string[] = [];
  if (endpoint.name !== folder) faults.push(`sa carte la nomme « ${endpoint.name} », son dossier « ${folder} »`);
  if (endpoint.providers.length === 0) faults.push("elle n'interroge aucun fournisseur");
  if (!existsSync(join(directory, folder, 'fiche.md'))) faults.push('sa fiche de catalogue (fiche.md) manque');
  const samples = join(directory, folder, 'samples');
  if (!existsSync(samples) || !readdirSync(samples).some((file) => file.endsWith('.json'))) {
    faults.push("elle n'a aucun exemple (samples/*.json)");
  }
  for (const field of undescribed(endpoint.answer)) faults.push(`son champ « ${field} » n'a pas de description`);
  if (!fitsSubject(endpoint)) faults.push(`son adresse « ${endpoint.path} » n'a pas les segments de son identifiant`);
  if (faults.length > 0) throw new RoomError(`La pièce « ${folder} » est refusée : ${faults.join(' ; ')}.`);
}

/** Each variable segment of the path is one of the subject's, in the same order. */
function fitsSubject({ path, subject }: Endpoint): boolean {
  const written = path.split('/').filter((part) => part.startsWith('{'));
  return path.startsWith('/v2/') && written.join() === subject.segments.map(placeholder).join();
}

/** Names of the fields of a schema that say nothing of what they hold, at any depth. */
function undescribed(schema: unknown, name = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, items, anyOf }: { properties?: object; items?: unknown; anyOf?: unknown } = schema;
  const inFields = Object.entries(properties ?? {}).flatMap(([key, field]: [string, unknown]) => {
    const path = name === '' ? key : `${name}.${key}`;
    const silent = typeof field === 'object' && field !== null && 'description' in field ? [] : [path];
    return [...silent, ...undescribed(field, path)];
  });
  const alternatives: readonly unknown[] = Array.isArray(anyOf) ? anyOf : [];
  return [...inFields, ...[items, ...alternatives].flatMap((inside) => undescribed(inside, name))];
}

function checkTogether(endpoints: readonly Endpoint[]): void {
  const names = new Map<string, string>();
  const providers = new Map<string, unknown>();
  for (const { name, path, aliases, former, watch, providers: used } of endpoints) {
    for (const claimed of [name, path, ...aliases, ...former, watch.uname]) {
      const owner = names.get(claimed);
      if (owner !== undefined)
        throw new RoomError(`Les pièces « ${owner} » et « ${name} » se disputent le nom « ${claimed} ».`);
      names.set(claimed, name);
    }
    for (const provider of used) {
      if ((providers.get(provider.slug) ?? provider) !== provider) {
        throw new RoomError(`Deux fournisseurs se disputent le nom « ${provider.slug} ».`);
      }
      providers.set(provider.slug, provider);
    }
  }
}

/** A card made by `defineEndpoint`, which alone gives a room its `open`. */
function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'open' in value && 'answer' in value && 'watch' in value;
}

/** The counter of each room; refuses a room whose own limit is not in the limits file. */
export function counterOf(endpoint: Endpoint, limits: Limits): CounterRule {
  const rule = counterRule(limits, endpoint.name, endpoint.volume);
  if (rule !== null) return rule;
  throw new RoomError(
    `La pièce « ${endpoint.name} » a une limite propre (volume: 'propre') que le fichier de limites ne donne pas.`,
  );
}
