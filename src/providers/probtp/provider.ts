import { Type } from 'typebox';
import type { Errand } from '../../core/errand.ts';
import { providerFailure } from '../../core/failure.ts';
import type { Siret } from '../../core/identifiers/siret.ts';
import { defineProvider, type WireAnswer } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';

const identity = { slug: 'probtp', code: '09', name: 'ProBTP' } as const;

/** A question about an establishment; `read` is given the answer once its header says that there is one. */
export interface ProbtpQuestion<T> {
  readonly service: 'getStatutCotisation' | 'getAttestationCotisation';
  readonly siret: Siret;
  readonly read: (answer: WireAnswer) => T;
}

/** ProBTP, social protection of the building trade. It knows us by our certificate (mutual TLS). */
export const probtp = defineProvider({
  ...identity,
  settings: {
    url: { variable: 'PROBTP_URL', kind: 'url', purpose: 'Adresse du service de ProBTP, sans /ws_ext' },
    certificat: {
      variable: 'PROBTP_CERTIFICAT',
      kind: 'file',
      purpose: 'Chemin du certificat client (PEM) présenté à ProBTP',
    },
    cle: { variable: 'PROBTP_CLE', kind: 'file', purpose: 'Chemin de la clé privée (PEM) de ce certificat' },
    autorite: {
      variable: 'PROBTP_AUTORITE',
      kind: 'file',
      purpose: "Chemin de l'autorité (PEM) du certificat de ProBTP, si elle n'est pas publique",
      optional: true,
    },
  },
  tls: ({ certificat, cle, autorite }) => ({ cert: certificat, key: cle, ca: autorite }),
  open: ({ wire, settings: { url } }) => ({
    ask: <T>(errand: Errand, { service, siret, read }: ProbtpQuestion<T>): Promise<T> => {
      const request = {
        method: 'POST',
        url: `${url}/ws_ext/rest/certauth/mpsservices/${service}`,
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ corps: siret }),
      } as const;
      return wire.ask(errand, request, (answer) => {
        refuseErrors(answer);
        return read(answer);
      });
    },
  }),
});

const readHeader = jsonReader(
  identity,
  Type.Object({
    entete: Type.Object({
      code: Type.String(),
      message: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    }),
  }),
);

/** HTTP is always 200: the real outcome is a code in the header of the body. */
function refuseErrors(answer: WireAnswer): void {
  const { code, message } = readHeader(answer).entete;
  if (code === '0') return;
  if (code === '8') throw providerFailure(identity, '003');
  const said = message ? ` : « ${message.replace(/\s+/g, ' ').trim()} »` : '';
  throw providerFailure(identity, '000', {
    sentence: `Le fournisseur de données (${identity.name}) a répondu par une erreur${said} (code ${code}). Réessayez plus tard.`,
  });
}
