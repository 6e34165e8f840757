import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadEndpoints } from '../src/gateway/rooms.ts';
import type { SimulatedReply } from '../src/simulator/simulation.ts';
import { addressOf, namedSegments } from './support/address.ts';
import { places, startTestInstance, type TestInstance } from './support/instance.ts';
import { type NamedSample, readSamples } from './support/samples.ts';

let instance: TestInstance;
let token: string;
const endpoints = await loadEndpoints(places.endpoints);

beforeAll(async () => {
  instance = await startTestInstance();
});
afterEach(() => {
  for (const slug of instance.simulator.slugs()) {
    const provider = instance.simulator.provider(slug);
    if (provider !== undefined) provider.intercept = null;
  }
});
afterAll(() => instance.stop());

describe.each(readSamples(places.endpoints))('$room · $sample.titre', ({ room, sample }) => {
  it(`answers ${sample.statut}, exactly as the sample says`, async () => {
    token = await instance.token();
    intercept(sample);
    const endpoint = endpoints.find(({ name }) => name === room);
    if (endpoint === undefined) throw new Error(`${room} is not a room`);
    const address = addressOf(endpoint, namedSegments(endpoint, sample.identifiant));
    const response = await instance.call(address, token, sample.parametres);
    const body: unknown = await response.json();
    expect(withoutAddresses(body)).toEqual(sample.reponse);
    expect(response.status).toBe(sample.statut);
    for (const [name, value] of Object.entries(sample.entetes ?? {})) expect(response.headers.get(name)).toBe(value);
  });
});

function intercept({ fournisseurs = [] }: NamedSample['sample']): void {
  for (const { slug, chemin, statut, entetes = {}, corps } of fournisseurs) {
    const provider = instance.simulator.provider(slug);
    if (provider === undefined) throw new Error(`${slug} is not simulated`);
    const previous = provider.intercept;
    const reply: SimulatedReply = {
      status: statut,
      headers: { 'Content-Type': 'application/json', ...entetes },
      body: typeof corps === 'string' ? corps : JSON.stringify(corps),
    };
    provider.intercept = (request) => (request.path.startsWith(chemin) ? reply : (previous?.(request) ?? null));
  }
}

/** Document addresses change at each call: only their form is part of the sample. */
function withoutAddresses(value: unknown): unknown {
  const text = JSON.stringify(value).replaceAll(
    new RegExp(`"${instance.url}/documents/[0-9a-f]{40}-[a-z_]+\\.(pdf|zip)"`, 'g'),
    (_, format: string) => `"<${format}>"`,
  );
  return JSON.parse(text);
}
