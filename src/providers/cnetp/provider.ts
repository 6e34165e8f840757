import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { type Failure, providerFailure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import { type DocumentRequest, defineProvider } from '../../core/provider.ts';

const identity = { slug: 'cnetp', code: '08', name: 'CNETP' } as const;

/** A company's certificate, and under which name to keep it. */
export interface CnetpDocument extends Pick<DocumentRequest, 'label'> {
  readonly siren: Siren;
}

/** Caisse nationale des entrepreneurs de travaux publics. A client number and a token, both in the address. */
export const cnetp = defineProvider({
  ...identity,
  settings: {
    url: { variable: 'CNETP_URL', kind: 'url', purpose: 'Adresse du service de la CNETP, sans /webservice' },
    id: { variable: 'CNETP_ID', kind: 'credential', purpose: 'Numéro de client auprès de la CNETP' },
    jeton: { variable: 'CNETP_JETON', kind: 'credential', purpose: 'Jeton remis par la CNETP' },
  },
  maintenance: [{ from: '06:00', to: '06:30' }],
  open: ({ wire, settings: { url, id, jeton } }) => ({
    fetchDocument: (errand: Errand, { siren, label }: CnetpDocument): Promise<KeptDocument> =>
      wire.fetchDocument(errand, {
        method: 'GET',
        url: `${url}/webservice/doc/attestations/entreprises?${new URLSearchParams({ id, jeton, siren })}`,
        judges: [401],
        format: 'pdf',
        label,
        refusal: ({ status }) => refusalOf(status),
      }),
  }),
});

/** During its nightly maintenance the CNETP answers 401 to everyone; that may begin before the declared hour, or end after. */
function refusalOf(status: number): Failure {
  return providerFailure(identity, status === 401 ? '020' : '055');
}
