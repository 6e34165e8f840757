import type { ProviderIdentity } from '../../core/failure.ts';

/** Who the ACOSS is in codes and sentences. */
export const acossIdentity: ProviderIdentity = { slug: 'acoss', code: '04', name: 'ACOSS' };
