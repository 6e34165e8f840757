import { Type } from 'typebox';
import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { providerFailure } from '../../core/failure.ts';
import type { Siret } from '../../core/identifiers/siret.ts';
import { type DocumentRequest, defineProvider, type WireAnswer, type WireRequest } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';

const identity = { slug: 'probtp', code: '09', name: 'ProBTP' } as const;

/** How the message of a refused document begins when the account is the reason. */
const NOT_ELIGIBLE = '01';

/** A question about an establishment; `read` is given the answer once its header says that there is one. */
export interface ProbtpQuestion<T> {
  readonly service: 'getStatutCotisation';
  readonly siret: Siret;
  readonly read: (answer: WireAnswer) => T;
}

/** A document about an establishment, and under which name to keep it. */
export interface ProbtpDocument extends Pick<DocumentRequest, 'label'> {
  readonly service: 'getAttestationCotisation';
  readonly siret: Siret;
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
  open: ({ wire, settings: { url } }) => {
    const requestOf = (service: string, siret: Siret): WireRequest => ({
      method: 'POST',
      url: `${url}/ws_ext/rest/certauth/mpsservices/${service}`,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ corps: siret }),
    });

    return {
      ask: <T>(errand: Errand, { service, siret, read }: ProbtpQuestion<T>): Promise<T> =>
        wire.ask(errand, requestOf(service, siret), (answer) => {
          refuseErrors(answer);
          return read(answer);
        }),
      /** A PDF, in base64 under the key `data` of the answer. */
      fetchDocument: (errand: Errand, { service, siret, label }: ProbtpDocument): Promise<KeptDocument> =>
        wire.fetchDocument(errand, {
          ...requestOf(service, siret),
          format: 'pdf',
          label,
          carriedBy: { key: 'data', judge: refuseWithoutDocument },
        }),
    };
  },
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
const readCarrier = jsonReader(identity, Type.Object({ data: Type.String() }));

/** HTTP is always 200: the real outcome is a code in the header of the body. */
function refuseErrors(answer: WireAnswer): void {
  const { code, message } = readHeader(answer).entete;
  if (code === '0') return;
  const words = message ? message.replace(/\s+/g, ' ').trim() : '';
  if (code === '8') throw providerFailure(identity, '003', words.startsWith(NOT_ELIGIBLE) ? refusalBy(words) : {});
  const said = words === '' ? '' : ` : « ${words} »`;
  throw providerFailure(identity, '000', {
    sentence: `Le fournisseur de données (${identity.name}) a répondu par une erreur${said} (code ${code}). Réessayez plus tard.`,
  });
}

/** The code 8 says two things: that the establishment is unknown, and that its account opens no right to the document. */
function refusalBy(words: string): { sentence: string } {
  return {
    sentence: `${identity.name} connaît cet établissement mais ne lui délivre pas d'attestation : « ${words} ».`,
  };
}

function refuseWithoutDocument(answer: WireAnswer): void {
  refuseErrors(answer);
  readCarrier(answer);
}
