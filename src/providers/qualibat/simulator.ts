import { attestationPdf } from '../../simulator/papers.ts';
import {
  defineSimulation,
  jsonReply,
  NOT_A_DOCUMENT,
  type SimulatedReply,
  type SimulatedRequest,
  textReply,
  type UnitOperation,
} from '../../simulator/simulation.ts';
import type { FoundUnit } from '../../simulator/units.ts';

const LARGE_BYTES = 20_000_000;
const TOKEN = 'fictif.jeton.qualibat';
/** What identifies nobody: a request without its credential. */
const STRANGER = '';

const lastPart = ({ path }: SimulatedRequest): string => /(\d{14})(\.pdf)?$/.exec(path)?.[1] ?? STRANGER;
const brokenDown = () => jsonReply({ status_code: 500, error: 'Internal Server Error' }, 500);

/** Protocol of 2021: a link, in answer to a token in the query. */
const link: UnitOperation = {
  method: 'GET',
  path: /^\/MPS\/CERTIFICAT\/$/,
  identify: ({ query }) => (query.get('token') ? (query.get('SIRET') ?? '') : STRANGER),
  found: ({ etablissement }, { baseUrl }) =>
    jsonReply({ URL: `${baseUrl}/MPS/CERTIFICAT/documents/${etablissement.siret}.pdf` }),
  unknown: (siret) => ({ status: siret === STRANGER ? 403 : 404 }),
  brokenDown,
};

/** The file behind that link, open to whoever has it. */
const file: UnitOperation = {
  method: 'GET',
  path: /^\/MPS\/CERTIFICAT\/documents\/\d{14}\.pdf$/,
  identify: lastPart,
  found: certificate,
  unknown: () => ({ status: 404 }),
  brokenDown,
};

/** Protocol of 2023: the certificate itself; what it does not know is a 200. */
const document: UnitOperation = {
  method: 'GET',
  path: /^\/certificat\/\d{14}$/,
  identify: (request) => (request.headers.authorization === `Bearer ${TOKEN}` ? lastPart(request) : STRANGER),
  found: certificate,
  unknown: (siret) =>
    siret === STRANGER
      ? jsonReply({ status_code: 401, error: 'Unauthorized' }, 401)
      : jsonReply({ status_code: 404, error: 'Not Found', message: 'Entreprise non certifiée' }),
  brokenDown,
};

export default defineSimulation('qualibat', [
  link,
  file,
  { method: 'POST', path: /^\/token$/, answer: logIn },
  document,
]);

/** Its life is a number with a decimal point, as the provider writes it. */
function logIn({ headers }: SimulatedRequest): SimulatedReply {
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
  if (!/^[^:]+:.+$/.test(Buffer.from(basic, 'base64').toString('utf8'))) {
    return jsonReply({ status_code: 401, error: 'Unauthorized' }, 401);
  }
  const body = `{"access_token":"${TOKEN}","token_type":"bearer","expires_in":1800.0}`;
  return textReply(body, 'application/json');
}

async function certificate({ unit, etablissement: { siret } }: FoundUnit): Promise<SimulatedReply> {
  if (unit.behaviour === 'bad_document') return textReply(NOT_A_DOCUMENT, 'application/pdf');
  const paper = await attestationPdf({
    titre: 'Certificat de qualification',
    lignes: [unit.denomination ?? 'Entreprise individuelle', `SIRET ${siret}`, 'Qualification fictive 0000'],
    ...(unit.behaviour === 'large' ? { bytes: LARGE_BYTES } : {}),
  });
  return textReply(paper, 'application/pdf');
}
