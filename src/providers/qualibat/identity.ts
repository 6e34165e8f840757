import type { ProviderIdentity } from '../../core/failure.ts';

/** Who Qualibat is in codes and sentences. */
export const qualibatIdentity: ProviderIdentity = { slug: 'qualibat', code: '06', name: 'Qualibat' };

/** Name of the certificates we keep. */
export const CERTIFICATE_LABEL = 'certificat_qualibat';
