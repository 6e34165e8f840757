import type { ProviderIdentity } from '../../core/failure.ts';

/** Who Infogreffe is in codes and sentences. */
export const infogreffeIdentity: ProviderIdentity = { slug: 'infogreffe', code: '02', name: 'Infogreffe' };
