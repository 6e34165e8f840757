import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { type Failure, providerFailure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import { type DocumentRequest, defineProvider } from '../../core/provider.ts';

const identity = { slug: 'fntp', code: '12', name: 'FNTP' } as const;

/** A document about a company: the last word of its address, and under which name to keep it. */
export interface FntpDocument extends Pick<DocumentRequest, 'label'> {
  readonly siren: Siren;
  readonly document: 'cartepro';
}

/** Fédération nationale des travaux publics. A token in the address; what it does not know is an empty 404. */
export const fntp = defineProvider({
  ...identity,
  settings: {
    url: { variable: 'FNTP_URL', kind: 'url', purpose: 'Adresse du service de la FNTP, sans /rip' },
    token: { variable: 'FNTP_TOKEN', kind: 'credential', purpose: 'Jeton remis par la FNTP' },
  },
  open: ({ wire, settings: { url, token } }) => ({
    fetchDocument: (errand: Errand, { siren, document, label }: FntpDocument): Promise<KeptDocument> =>
      wire.fetchDocument(errand, {
        method: 'GET',
        url: `${url}/rip/sgmap/${siren}/${document}?${new URLSearchParams({ token })}`,
        judges: [401, 403],
        format: 'pdf',
        label,
        refusal: ({ status }) => refusalOf(status),
      }),
  }),
});

/** 401 and 403 are about our token. */
function refusalOf(status: number): Failure {
  return providerFailure(identity, status === 200 ? '055' : '006');
}
