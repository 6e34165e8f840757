import { type OpenProviders, openProviders } from '../platform/provider-wire/open-providers.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { Ground } from './ground.ts';
import { type ImportedFiles, openImportedFiles } from './imported-files.ts';
import type { Kept } from './kept.ts';
import type { Opened } from './opened.ts';
import { openSimulator, providerConfig, providersOf } from './providers.ts';

/** A data answer, a document carried inside it apart. */
const ANSWER_MAX_BYTES = 10_000_000;

/** Who is asked: the providers (none without the gateway), those that are played, the files that some have handed over. */
export interface Asked {
  readonly simulator: Simulator;
  readonly importedFiles: ImportedFiles;
  readonly providers: OpenProviders;
}

export async function openAsked(
  { config, endpoints, places, clock, metrics, log }: Ground,
  { database, documents }: Kept,
  opened: Opened,
): Promise<Asked> {
  const spoken = config.roles.has('gateway') ? providersOf(endpoints) : [];
  const simulator = opened.add(await openSimulator(config, places, { spoken, clock }), (it) => it.close());
  const importedFiles = opened.add(
    await openImportedFiles({ config, endpoints, database, clock, log, observe: metrics.provider }),
    (it) => it.stop(),
  );
  const providers = opened.add(
    openProviders({
      providers: spoken,
      configOf: (slug) => providerConfig(config, simulator, slug),
      importedOf: importedFiles.of,
      clock,
      documents,
      limits: {
        deadlineMs: config.deadlineMs,
        answerMaxBytes: ANSWER_MAX_BYTES,
        documentMaxBytes: config.documentMaxBytes,
      },
      observe: metrics.provider,
    }),
    (it) => it.close(),
  );
  metrics.watchEach(
    {
      name: 'apie_circuit_ouvert',
      help: '1 : fournisseur tenu pour absent, ses appels sont refusés',
      label: 'fournisseur',
    },
    () => [...providers.circuits()].map(([slug, isOpen]) => [slug, Number(isOpen)] as const),
  );
  return { simulator, importedFiles, providers };
}
