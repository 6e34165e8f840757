import type { ProviderIdentity } from '../../core/failure.ts';

/** Who counts heads, in codes and sentences: the ACOSS, by another way than its attestations. */
export const effectifsIdentity: ProviderIdentity = { slug: 'effectifs', code: '04', name: 'ACOSS' };
