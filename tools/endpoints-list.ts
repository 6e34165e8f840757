import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Endpoint } from '../src/core/endpoint.ts';
import { loadEndpoints } from '../src/gateway/rooms.ts';
import { createPapersReader, type RoomPapers } from '../src/papers/room-papers.ts';

type PapersOf = (name: string) => RoomPapers;

/** The text of docs/endpoints.md: every endpoint by category, from its card and its sheet. */
export function endpointsList(endpoints: readonly Endpoint[], papersOf: PapersOf): string {
  const sheets = endpoints.map((endpoint) => ({ endpoint, sheet: papersOf(endpoint.name).sheet }));
  const categories = [...new Set(sheets.map(({ sheet }) => sheet.categorie))].sort((a, b) => a.localeCompare(b, 'fr'));
  const parts = categories.flatMap((category) => [
    `## ${category}`,
    '',
    '| donnée | adresse | fournisseur | ouverture | droit | compteur |',
    '|---|---|---|---|---|---|',
    ...sheets.filter(({ sheet }) => sheet.categorie === category).map(row),
    '',
  ]);
  return [
    `# Les ${endpoints.length} endpoints`,
    '',
    'Écrit par `npm run liste-endpoints` d’après la carte et la fiche de chaque pièce, vérifié par la suite. Les paramètres, les',
    'champs et les exemples sont dans `/v2/open-api.yml`. À ces endpoints s’ajoute `/v2/privileges`, qui donne les droits du jeton.',
    '',
    ...parts,
  ].join('\n');
}

function row({ endpoint, sheet }: { endpoint: Endpoint; sheet: RoomPapers['sheet'] }): string {
  const { name, path, scopes, volume } = endpoint;
  const fiche = `[${sheet.titre}](../src/endpoints/${name}/fiche.md)`;
  const rights = scopes.map((scope) => `\`${scope}\``).join(' ou ');
  return `| ${fiche} | \`${path}\` | ${sheet.fournisseur} | ${sheet.ouverture} | ${rights} | ${volume} |`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = resolve(import.meta.dirname, '..');
  const directory = resolve(root, 'src/endpoints');
  const text = endpointsList(await loadEndpoints(directory), createPapersReader(directory));
  writeFileSync(resolve(root, 'docs/endpoints.md'), text);
}
