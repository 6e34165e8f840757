import type { ProviderIdentity } from '../../core/failure.ts';

/** Who the ADEME is in codes and sentences. */
export const ademeIdentity: ProviderIdentity = { slug: 'ademe', code: '19', name: 'Ademe' };
