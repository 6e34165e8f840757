import type { Errand } from './errand.ts';
import { type ProviderIdentity, providerFailure } from './failure.ts';
import type { Lookup } from './handed-file.ts';
import type { ProviderKit, Setting } from './provider.ts';
import { jsonOf } from './provider-answer.ts';

/** One question, as it is put to each of the two sources of a provider. */
export interface TwofoldQuestion<Said> {
  /** Where the answer is in the imported file. */
  readonly lookup: Lookup;
  /** Path of the question under the address of the HTTP service. */
  readonly path: string;
  /** Reads what either says, which has one and the same shape; another shape is the provider's error (502). */
  readonly read: (said: unknown) => Said;
}

/** The rule of choice of ADR 0011: an imported file, once there, is the source; else the HTTP service; else nobody (503). */
export async function askTwoSources<Said>(
  provider: ProviderIdentity,
  { imported, wire, settings }: Pick<ProviderKit<{ readonly url: Setting }>, 'imported' | 'wire' | 'settings'>,
  errand: Errand,
  { lookup, path, read }: TwofoldQuestion<Said>,
): Promise<Said> {
  const finding = await imported?.find(errand, lookup);
  if (finding?.isServed) {
    if (finding.value === null) throw providerFailure(provider, '003');
    return read(finding.value);
  }
  if (settings.url === '') throw providerFailure(provider, '001', { sentence: nobody(provider.name) });
  return wire.ask(errand, { method: 'GET', url: `${settings.url}${path}` }, (answer) => read(jsonOf(provider, answer)));
}

function nobody(name: string): string {
  return `Les données de ce fournisseur (${name}) ne sont pas servies par cette instance : ni son service ni un fichier importé n'y sont raccordés. Votre appel n'est pas en cause ; signalez-le au support.`;
}
