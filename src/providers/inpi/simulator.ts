import { randomBytes } from 'node:crypto';
import { archiveZip, attestationPdf } from '../../simulator/papers.ts';
import {
  defineSimulation,
  jsonReply,
  NOT_A_DOCUMENT,
  type SimulatedReply,
  type SimulatedRequest,
  textReply,
} from '../../simulator/simulation.ts';
import type { Acte, Bilan, FictionalUnit } from '../../simulator/units.ts';
import { actesOf, bilansOf, sirenOfFile } from './files-simulator.ts';
import { isSession, newSession, sessionRefused } from './session-simulator.ts';

const LARGE_BYTES = 20_000_000;
const ZIP = 'application/zip';

export default defineSimulation('inpi', [
  {
    method: 'POST',
    path: /^\/login$/,
    answer: ({ headers }) =>
      headers['login'] && headers['password']
        ? { status: 200, headers: { 'Set-Cookie': `JSESSIONID=${newSession(randomBytes(8))}; Path=/; HttpOnly` } }
        : jsonReply({ globalErrors: ["L'identifiant ou le mot de passe est incorrect"] }, 401),
  },
  {
    method: 'GET',
    path: /^\/document\/get$/,
    identify: (request) => sirenOfFile(askedFiles(request)[0] ?? 0),
    found: ({ unit }, request) => (isSession(request) ? archive(unit, askedFiles(request)) : sessionRefused()),
    unknown: (_, request) => (isSession(request) ? unknownFile(askedFiles(request)) : sessionRefused()),
    brokenDown: () =>
      jsonReply({ globalErrors: ["Une erreur technique est survenue lors de l'accès aux fichiers"] }, 500),
  },
]);

function askedFiles({ query }: SimulatedRequest): number[] {
  return (query.get('listeIdFichier') ?? '').split(',').map(Number);
}

function unknownFile([first]: readonly number[]): SimulatedReply {
  return jsonReply({ globalErrors: [`Le type de document n'est pas reconnu pour l'id ${first}`] }, 500);
}

/** Every file asked for in one archive, and the list that says which is which. */
async function archive(unit: FictionalUnit, asked: readonly number[]): Promise<SimulatedReply> {
  if (unit.behaviour === 'bad_document') return textReply(NOT_A_DOCUMENT, ZIP);
  const filings = [...actesOf(unit), ...bilansOf(unit)];
  const found = asked.map((id) => filings.find(({ idFichier }) => idFichier === id));
  const known = found.filter((filing) => filing !== undefined);
  if (known.length < asked.length) return unknownFile(asked.filter((_, rank) => found[rank] === undefined));
  const files = await Promise.all(
    known.map(async (filing, rank) => ({
      name: nameOf(filing),
      content: await draw(unit, filing, unit.behaviour === 'large' && rank === 0),
      stored: true as const,
    })),
  );
  const list = known.map((filing) => ({ idFichier: filing.idFichier, nomFichier: nameOf(filing) }));
  const response = { name: 'Response.json', content: Buffer.from(JSON.stringify(list)) };
  return textReply(await archiveZip([...files, response]), ZIP);
}

const nameOf = ({ idFichier, dateDepot }: Acte | Bilan): string => `${dateDepot}_${idFichier}.pdf`;

function draw({ siren, denomination }: FictionalUnit, filing: Acte | Bilan, isLarge: boolean): Promise<Buffer> {
  return attestationPdf({
    titre: 'dateCloture' in filing ? `Comptes clos le ${filing.dateCloture}` : `Acte déposé le ${filing.dateDepot}`,
    lignes: [denomination ?? '', `SIREN ${siren}`, `Fichier ${filing.idFichier}`, `Nature ${filing.nature}`],
    ...(isLarge ? { bytes: LARGE_BYTES } : {}),
  });
}
