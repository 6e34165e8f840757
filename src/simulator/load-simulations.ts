import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Simulation } from './simulation.ts';

/** Reads the `simulator.ts` of every provider and every room that has one. */
export async function loadSimulations(directories: readonly string[]): Promise<Simulation[]> {
  const simulations: Simulation[] = [];
  for (const directory of directories.filter((path) => existsSync(path))) {
    for (const folder of readdirSync(directory).sort()) {
      const path = ['simulator.js', 'simulator.ts']
        .map((file) => join(directory, folder, file))
        .find((file) => existsSync(file));
      if (path === undefined) continue;
      const module: { default?: unknown } = await import(pathToFileURL(path).href);
      if (!isSimulation(module.default))
        throw new Error(`${folder}/simulator.ts n'exporte pas par défaut le résultat de defineSimulation.`);
      simulations.push(module.default);
    }
  }
  return simulations;
}

/** Made by `defineSimulation`. */
function isSimulation(value: unknown): value is Simulation {
  return typeof value === 'object' && value !== null && 'provider' in value && 'operations' in value;
}
