import { gunzipSync } from 'node:zlib';
import type { Errand } from '../../core/errand.ts';
import { providerFailure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import { defineProvider, type WireAnswer } from '../../core/provider.ts';
import { bdfIdentity } from './identity.ts';
import { refuseErrors } from './outcome.ts';

/** A question about a company; `read` is given the answer once its outcome says that there is one. */
export interface BdfQuestion<T> {
  readonly siren: Siren;
  readonly read: (answer: WireAnswer) => T;
}

/** Three balance sheets weigh a few kilobytes. */
const MAX_UNPACKED_BYTES = 5_000_000;
const GZIP = Buffer.from([0x1f, 0x8b]);

/** Banque de France. It knows us by our certificate (mutual TLS) and answers compressed. */
export const bdf = defineProvider({
  ...bdfIdentity,
  settings: {
    url: {
      variable: 'BDF_URL',
      kind: 'url',
      purpose: 'Adresse du service de bilans de la Banque de France, en entier',
    },
    certificat: {
      variable: 'BDF_CERTIFICAT',
      kind: 'file',
      purpose: 'Chemin du certificat client (PEM) présenté à la Banque de France',
    },
    cle: { variable: 'BDF_CLE', kind: 'file', purpose: 'Chemin de la clé privée (PEM) de ce certificat' },
    autorite: {
      variable: 'BDF_AUTORITE',
      kind: 'file',
      purpose: "Chemin de l'autorité (PEM) du certificat de la Banque de France, si elle n'est pas publique",
      optional: true,
    },
  },
  tls: ({ certificat, cle, autorite }) => ({ cert: certificat, key: cle, ca: autorite }),
  maintenance: [{ from: '22:04', to: '22:08' }],
  open: ({ wire, settings }) => {
    const base = new URL(settings.url).href;
    return {
      bilans: <T>(errand: Errand, { siren, read }: BdfQuestion<T>): Promise<T> => {
        const request = {
          method: 'GET',
          url: `${base}?siren=${siren}`,
          headers: { Accept: 'application/json', 'Accept-Encoding': 'gzip' },
        } as const;
        return wire.ask(errand, request, (answer) => {
          const unpacked = { ...answer, body: unpack(answer.body) };
          refuseErrors(unpacked);
          return read(unpacked);
        });
      },
    };
  },
});

/** The body may be compressed without saying so; when it is not after all, it is taken as it is. */
function unpack(body: Buffer): Buffer {
  if (!body.subarray(0, GZIP.length).equals(GZIP)) return body;
  try {
    return gunzipSync(body, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    if (cause instanceof RangeError) throw providerFailure(bdfIdentity, '056', { cause });
    return body;
  }
}
