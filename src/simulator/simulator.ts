import type { Clock } from '../core/clock.ts';
import { type Panne, SimulatedProvider } from './simulated-provider.ts';
import type { Simulation } from './simulation.ts';

export interface Simulator {
  /** Base URL of a simulated provider. */
  urlOf(slug: string): string;
  provider(slug: string): SimulatedProvider | undefined;
  slugs(): string[];
  breakDown(slug: string, panne: Panne): Promise<void>;
  close(): Promise<void>;
}

interface SimulatorOptions {
  readonly simulations: readonly Simulation[];
  /** Providers to simulate. */
  readonly slugs: readonly string[];
  /** First TCP port, then one by one; 0 = any free port. */
  readonly firstPort: number;
  /** The clock of the instance; without one, the simulator runs alone, by the machine's. */
  readonly clock?: Clock;
}

/** Starts the simulated providers: one loopback port each, speaking its real protocol (SANDBOX.md). */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { simulations, slugs, firstPort, clock = { now: Date.now } } = options;
  const providers = new Map<string, SimulatedProvider>();
  for (const [index, slug] of slugs.entries()) {
    const provider = new SimulatedProvider(slug, firstPort === 0 ? 0 : firstPort + index, clock);
    for (const simulation of simulations) if (simulation.provider === slug) provider.learn(simulation.operations);
    await provider.listen();
    providers.set(slug, provider);
  }

  function existing(slug: string): SimulatedProvider {
    const provider = providers.get(slug);
    if (provider === undefined) throw new Error(`Le fournisseur « ${slug} » n'est pas simulé ici.`);
    return provider;
  }

  return {
    urlOf: (slug) => existing(slug).url,
    provider: (slug) => providers.get(slug),
    slugs: () => [...providers.keys()],
    breakDown: (slug, panne) => existing(slug).breakDown(panne),
    close: async () => {
      await Promise.all([...providers.values()].map((provider) => provider.close()));
    },
  };
}
