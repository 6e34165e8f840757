import type { FileProvider } from '../commands/command.ts';
import type { Clock } from '../core/clock.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Provider } from '../core/provider.ts';
import type { Config, ProviderConfig } from '../platform/config-shape.ts';
import { loadSimulations } from '../simulator/load-simulations.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import type { Places } from './places.ts';

/** Every provider that a room asks, once. */
export function providersOf(endpoints: readonly Endpoint[]): Provider<unknown>[] {
  return [...new Set(endpoints.flatMap((endpoint) => endpoint.providers))];
}

interface SimulatorOptions {
  /** The providers that this node speaks with. */
  readonly spoken: readonly Provider<unknown>[];
  readonly clock: Clock;
}

/** Simulates the providers whose address is not configured. */
export async function openSimulator(
  config: Config,
  places: Places,
  { spoken, clock }: SimulatorOptions,
): Promise<Simulator> {
  const slugs = spoken.map(({ slug }) => slug).filter((slug) => config.providers.get(slug)?.simulated);
  const simulations = slugs.length === 0 ? [] : await loadSimulations([places.providers, places.endpoints]);
  return startSimulator({ simulations, slugs, firstPort: 0, clock });
}

/** The providers that hand a file over, and who answers when none is imported. */
export function fileProviders(config: Config, endpoints: readonly Endpoint[]): FileProvider[] {
  return providersOf(endpoints).flatMap(({ slug, name, handsOver: file }) => {
    const { simulated = false, values = {} } = config.providers.get(slug) ?? {};
    const otherwise = config.sandbox && simulated ? 'simulateur' : values['url'] ? 'service' : 'aucune';
    return file === null ? [] : [{ slug, name, file, otherwise }];
  });
}

/** The settings of a provider; a simulated one has its addresses on the simulator. */
export function providerConfig(config: Config, simulator: Simulator, slug: string): ProviderConfig {
  const provider = config.providers.get(slug);
  if (provider === undefined) throw new Error(`provider ${slug} has no configuration`);
  if (!provider.simulated) return provider;
  const base = simulator.urlOf(slug);
  const entries = Object.entries(provider.values).map(([key, value]) =>
    key === 'url' || value.startsWith('/') ? [key, `${base}${value}`] : [key, value],
  );
  return { ...provider, values: Object.fromEntries(entries) };
}
