import type { ProviderIdentity } from '../../core/failure.ts';

/** Who the Banque de France is in codes and sentences. */
export const bdfIdentity: ProviderIdentity = { slug: 'bdf', code: '17', name: 'Banque de France' };
