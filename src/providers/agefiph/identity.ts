import type { ProviderIdentity } from '../../core/failure.ts';

/** Who the AGEFIPH is in codes and sentences. */
export const agefiphIdentity: ProviderIdentity = { slug: 'agefiph', code: '13', name: 'AGEFIPH' };
