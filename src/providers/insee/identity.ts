import type { ProviderIdentity } from '../../core/failure.ts';

/** Who INSEE is in codes and sentences. */
export const inseeIdentity: ProviderIdentity = { slug: 'insee', code: '01', name: 'INSEE' };
