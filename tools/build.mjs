// Builds src/ into dist/: one file per entry, what they share in common chunks, dependencies left outside.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const output = join(root, 'dist');

/** Rooms and providers are found in their folders at start: each of their files is an entry. */
function foundAtStart(folder, files) {
  return readdirSync(join(source, folder)).flatMap((name) =>
    files.map((file) => join(source, folder, name, file)).filter((path) => existsSync(path)),
  );
}

const entryPoints = [
  ...['main.ts', 'apie.ts', 'simulateur.ts', 'platform/database/make-template.ts']
    .map((file) => join(source, file))
    .filter((path) => existsSync(path)),
  ...foundAtStart('endpoints', ['endpoint.ts', 'simulator.ts']),
  ...foundAtStart('providers', ['simulator.ts']),
];

rmSync(output, { recursive: true, force: true });
await build({
  entryPoints,
  outdir: output,
  outbase: source,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: '@kitajs/html',
  logLevel: 'warning',
});
// What is read beside the code: sheets, samples, chapters, style sheets and scripts.
for (const name of readdirSync(join(source, 'endpoints'))) {
  for (const file of ['fiche.md', 'samples']) {
    const from = join(source, 'endpoints', name, file);
    if (existsSync(from)) cpSync(from, join(output, 'endpoints', name, file), { recursive: true });
  }
}
mkdirSync(join(output, 'portal'), { recursive: true });
for (const folder of ['static', 'documentation/exemples']) {
  cpSync(join(source, 'portal', folder), join(output, 'portal', folder), { recursive: true });
}
// Texts of the rooms of the portal, beside their code.
for (const file of readdirSync(join(source, 'portal'), { recursive: true })) {
  if (/\.(md|yaml)$/.test(file)) cpSync(join(source, 'portal', file), join(output, 'portal', file));
}
// Kept apart from dist/, which each build makes anew.
const templates = join(root, 'dist-base');
const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'));
const madeWith = join(templates, 'version');
if (!existsSync(madeWith) || readFileSync(madeWith, 'utf8') !== version)
  rmSync(templates, { recursive: true, force: true });
mkdirSync(templates, { recursive: true });
execFileSync(process.execPath, [join(output, 'platform', 'database', 'make-template.js'), join(templates, 'modele')], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
writeFileSync(madeWith, version);
writeFileSync(join(output, '.construit'), '');
