import { expect } from 'vitest';
import type { Endpoint } from '../../src/core/endpoint.ts';
import type { SimulatedReply } from '../../src/simulator/simulation.ts';
import { addressOf, namedSegments } from './address.ts';
import type { TestInstance } from './instance.ts';
import type { NamedSample } from './samples.ts';

/** Plays a sample over HTTP on an instance: what is answered is exactly what it says. */
export async function replay(
  instance: TestInstance,
  endpoints: readonly Endpoint[],
  { room, sample }: NamedSample,
): Promise<void> {
  intercept(instance, sample);
  const endpoint = endpoints.find(({ name }) => name === room);
  if (endpoint === undefined) throw new Error(`${room} is not a room`);
  const address = addressOf(endpoint, namedSegments(endpoint, sample.identifiant));
  const response = await instance.call(address, await instance.token(), sample.parametres);
  const body: unknown = await response.json();
  expect(withoutAddresses(body, instance)).toEqual(sample.reponse);
  expect(response.status).toBe(sample.statut);
  for (const [name, value] of Object.entries(sample.entetes ?? {})) expect(response.headers.get(name)).toBe(value);
}

/** Leaves every simulated provider to its own words again. */
export function forgetWords(instance: TestInstance): void {
  for (const slug of instance.simulator.slugs()) {
    const provider = instance.simulator.provider(slug);
    if (provider !== undefined) provider.intercept = null;
  }
}

/** Document addresses change at each call: only their form is compared. */
export function withoutAddresses(value: unknown, { url }: { readonly url: string }): unknown {
  const text = JSON.stringify(value).replaceAll(
    new RegExp(`"${url}/documents/[0-9a-f]{40}-[a-z_]+\\.(pdf|zip)"`, 'g'),
    (_, format: string) => `"<${format}>"`,
  );
  return JSON.parse(text);
}

function intercept(instance: TestInstance, { fournisseurs = [] }: NamedSample['sample']): void {
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
