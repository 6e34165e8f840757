// The calls themselves: tokens, SIRETs that pass the Luhn check, and the bytes of each request.
import { createHmac, randomUUID } from 'node:crypto';

const ROLES =
  'actes_inpi aides_covid_effectifs associations attestations_agefiph attestations_fiscales attestations_sociales bilans_entreprise_bdf bilans_inpi certificat_agence_bio certificat_cnetp certificat_opqibi certificat_rge_ademe conventions_collectives documents_association entreprises entreprises_artisanales eori_douanes etablissements exercices extrait_court_inpi extraits_rcs fntp_carte_pro liasse_fiscale msa_cotisations probtp qualibat';

export function inventPayloads(count) {
  const iat = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, () => ({
    uid: randomUUID(),
    jti: randomUUID(),
    roles: ROLES.split(' '),
    sub: 'Banc de mesure',
    iat,
    exp: iat + 86_400,
    version: '1.0',
  }));
}

export function payloadOf(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}

export function sign(payload, secret) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** One request per token, each with its own SIRET; half of the tokens travel in the query, half in the header. */
export function requestsFor(scenario, tokens, port) {
  return tokens.map((token, index) => {
    const trace = 'context=marches_publics&recipient=10000001700010&object=banc_de_mesure_no_12';
    const inQuery = index % 2 === 0;
    const path = `/v2/${scenario}/${siretNumber(index)}?${inQuery ? `token=${token}&` : ''}${trace}`;
    const bearer = inQuery ? '' : `Authorization: Bearer ${token}\r\n`;
    return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: banc/1.0\r\nAccept: application/json\r\n${bearer}\r\n`;
  });
}

/** Fictional: SIREN from 100 600 000 on, NIC from 1 on, both keys right. */
function siretNumber(index) {
  const siren = withLuhnKey(String(10_060_000 + index));
  return withLuhnKey(`${siren}0001`);
}

function withLuhnKey(digits) {
  for (let key = 0; key < 10; key++) if (luhn(digits + key) % 10 === 0) return digits + key;
  throw new Error('unreachable');
}

function luhn(text) {
  let sum = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = Number(text[text.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum;
}
