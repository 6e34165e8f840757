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
import { certificatesOf, type SimulatedCertificate } from './certificates-simulator.ts';

const LARGE_BYTES = 20_000_000;
/** What identifies nobody: a request without its key. */
const STRANGER = '';
const brokenDown = () => textReply('Erreur interne fictive', 'text/plain; charset=utf-8', 500);
const refused = () => textReply('Accès refusé', 'text/plain; charset=utf-8', 403);

/** Protocol of 2021: a form, answered in JSON after a byte-order mark. */
const search: UnitOperation = {
  method: 'POST',
  path: /^\/api\/search\/company$/,
  identify: ({ body }) => {
    const form = new URLSearchParams(body);
    return form.get('key') ? (form.get('siret') ?? '') : STRANGER;
  },
  found: (found, { baseUrl }) => markedJson({ company: [companyOf(found, baseUrl)] }),
  unknown: (siret) => (siret === STRANGER ? refused() : markedJson([])),
  brokenDown,
};

/** Later protocol: the lines of a data set. */
const lines: UnitOperation = {
  method: 'GET',
  path: /^\/$/,
  identify: ({ query, headers }) => {
    const known = headers['x-apikey'] && headers.referer;
    return (known && /^siret:(\d{14}) AND traitement_termine:false$/.exec(query.get('qs') ?? '')?.[1]) || STRANGER;
  },
  found: (found, { query, baseUrl }) => {
    const all = certificatesOf(found.unit).map((certificate) => lineOf(found, certificate, baseUrl));
    return jsonReply({ total: all.length, results: all.slice(0, Number(query.get('size') ?? 12)) });
  },
  unknown: (siret) => (siret === STRANGER ? refused() : jsonReply({ total: 0, results: [] })),
  brokenDown,
};

/** The file behind a link, open to whoever has it. */
const file: UnitOperation = {
  method: 'GET',
  path: /^\/certificats\/\d{14}-\d+\.pdf$/,
  identify: ({ path }) => /\d{14}/.exec(path)?.[0] ?? STRANGER,
  found: download,
  unknown: () => ({ status: 404 }),
  brokenDown,
};

export default defineSimulation('ademe', [search, lines, file]);

function markedJson(value: unknown): SimulatedReply {
  return textReply(`\ufeff${JSON.stringify(value)}`, 'application/json');
}

const linkTo = ({ etablissement }: FoundUnit, { rank }: SimulatedCertificate, baseUrl: string): string =>
  `${baseUrl}/certificats/${etablissement.siret}-${rank}.pdf`;

/** Lists are objects, by rank. */
function companyOf(found: FoundUnit, baseUrl: string) {
  const certificates = certificatesOf(found.unit);
  const byRank = <T>(entry: (certificate: SimulatedCertificate) => T) =>
    Object.fromEntries(certificates.map((certificate) => [certificate.rank, entry(certificate)]));
  return {
    qualifications: byRank((certificate) => ({
      name: certificate.nom,
      name_certif: certificate.nomCertificat,
      url: linkTo(found, certificate, baseUrl),
    })),
    domaines: byRank(({ domaine }) => ({ nom: domaine })),
  };
}

function lineOf(found: FoundUnit, certificate: SimulatedCertificate, baseUrl: string) {
  const { unit, etablissement } = found;
  const { adresse, siret } = etablissement;
  return {
    siret,
    nom_entreprise: unit.denomination ?? 'ENTREPRISE INDIVIDUELLE FICTIVE',
    adresse: `${adresse.numero} ${adresse.typeVoie} ${adresse.voie}`,
    code_postal: adresse.commune.codePostal,
    commune: adresse.commune.libelle,
    organisme: certificate.organisme,
    nom_certificat: certificate.nomCertificat,
    code_qualification: certificate.code,
    nom_qualification: certificate.nom,
    domaine: certificate.domaine,
    meta_domaine: 'Travaux inventés',
    url_qualification: linkTo(found, certificate, baseUrl),
    lien_date_debut: '2024-01-15',
    lien_date_fin: '2028-01-14',
    traitement_termine: false,
    _updatedAt: '2025-11-03T04:00:00.000Z',
    _i: certificate.rank,
    _score: null,
    _id: `F${certificate.rank}-${certificate.code}-2024-01-15`,
  };
}

async function download(found: FoundUnit, { path }: SimulatedRequest): Promise<SimulatedReply> {
  const certificate = certificatesOf(found.unit).find(({ rank }) => path.endsWith(`-${rank}.pdf`));
  if (certificate === undefined) return { status: 404 };
  if (certificate.isBroken) return textReply(NOT_A_DOCUMENT, 'application/pdf');
  const { unit, etablissement } = found;
  const paper = await attestationPdf({
    titre: certificate.nom,
    lignes: [unit.denomination ?? 'Entreprise individuelle', `SIRET ${etablissement.siret}`, certificate.nomCertificat],
    ...(unit.behaviour === 'large' && certificate.rank === 1 ? { bytes: LARGE_BYTES } : {}),
  });
  return textReply(paper, 'application/pdf');
}
