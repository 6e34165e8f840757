import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Change {
  readonly json?: number;
  readonly documents?: number;
  /** The limit of every endpoint that has its own. */
  readonly own?: number;
  readonly plafond?: number;
  readonly refus?: number;
}

/** A limits file like the built-in one, but for what a test wants smaller; gives its path, for LIMITS_FILE. */
export function limitsFile({ json, documents, own, plafond, refus }: Change): string {
  const limits = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../config/limites.json'), 'utf8'));
  if (json !== undefined) limits.groupes.json.limite = json;
  if (documents !== undefined) limits.groupes.documents.limite = documents;
  if (own !== undefined) for (const name of Object.keys(limits.endpoints)) limits.endpoints[name].limite = own;
  if (plafond !== undefined) limits.adresse.plafond = plafond;
  if (refus !== undefined) limits.bannissement.refus.nombre = refus;
  const file = join(mkdtempSync(join(tmpdir(), 'limites-')), 'limites.json');
  writeFileSync(file, JSON.stringify(limits));
  return file;
}
