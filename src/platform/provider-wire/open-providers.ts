import { readFileSync } from 'node:fs';
import type { Clock } from '../../core/clock.ts';
import type { DocumentStore } from '../../core/document.ts';
import type { ImportedFile } from '../../core/handed-file.ts';
import type { Provider } from '../../core/provider.ts';
import type { ProviderConfig } from '../config-shape.ts';
import { createPdfUnlocker } from '../documents/pdf-unlocker.ts';
import { Circuit } from './circuit.ts';
import { createWire, type OpenWire, type WireOptions } from './wire.ts';

interface OpenProvidersOptions {
  readonly providers: readonly Provider<unknown>[];
  readonly configOf: (slug: string) => ProviderConfig;
  readonly importedOf: (provider: Provider<unknown>) => ImportedFile;
  readonly clock: Clock;
  readonly documents: DocumentStore;
  readonly limits: WireOptions['limits'];
  readonly observe: WireOptions['observe'];
}

export interface OpenProviders {
  doorOf: <Door>(provider: Provider<Door>) => Door;
  /** Each provider, and whether it is taken as down. */
  circuits(): Iterable<readonly [slug: string, isOpen: boolean]>;
  close(): Promise<void>;
}

/** Opens the door of each provider, once. */
export function openProviders(options: OpenProvidersOptions): OpenProviders {
  const wires: OpenWire[] = [];
  const circuits = new Map<string, Circuit>();
  const doors = new Map<Provider<unknown>, unknown>();
  const unlocker = createPdfUnlocker();
  const { clock } = options;
  for (const provider of options.providers) {
    const { simulated, values } = options.configOf(provider.slug);
    const circuit = new Circuit(clock);
    circuits.set(provider.slug, circuit);
    const wire = createWire({
      provider,
      clock,
      circuit,
      windows: simulated ? [] : provider.maintenance,
      documents: options.documents,
      unlocker,
      limits: options.limits,
      tls: simulated ? null : readTls(provider, values),
      observe: options.observe,
    });
    wires.push(wire);
    doors.set(provider, provider.open({ wire, settings: values, clock, imported: options.importedOf(provider) }));
  }
  return {
    doorOf: (provider) => doorOf(doors, provider),
    circuits: () => [...circuits].map(([slug, { isOpen }]) => [slug, isOpen] as const),
    close: async () => {
      await Promise.all([...wires.map((wire) => wire.close()), unlocker.close()]);
    },
  };
}

/** The value kept under a provider is what its own `open` returned, which is what its type says. */
function doorOf<Door>(doors: ReadonlyMap<Provider<unknown>, unknown>, provider: Provider<Door>): Door {
  return doors.get(provider) as Door;
}

function readTls(provider: Provider<unknown>, values: Readonly<Record<string, string>>): WireOptions['tls'] {
  const files = provider.tls?.(values);
  if (files === undefined || files.cert === '') return null;
  return {
    cert: readFileSync(files.cert),
    key: readFileSync(files.key),
    ...(files.ca ? { ca: readFileSync(files.ca) } : {}),
  };
}
