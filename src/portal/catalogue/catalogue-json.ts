import { createHash } from 'node:crypto';
import { providerOf } from '../shared/service-lists.ts';
import type { Fiche } from './fiche.ts';
import { sheetPath } from './words.ts';

export interface JsonFile {
  readonly body: string;
  readonly etag: string;
}

/** The whole catalogue for programs (docs/catalogue-json.md); written once, it changes with the version of the service only. */
export function catalogueJson(fiches: readonly Fiche[], publicUrl: string): JsonFile {
  const body = `${JSON.stringify({ version: 1, endpoints: fiches.map((fiche) => entry(fiche, publicUrl)) })}\n`;
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

function entry(fiche: Fiche, publicUrl: string) {
  const { endpoint, sheet, quota } = fiche;
  return {
    nom: fiche.name,
    titre: endpoint.title,
    fiche: `${publicUrl}${sheetPath(fiche)}`,
    adresse: `${publicUrl}${endpoint.path}`,
    fournisseur: { nom: providerOf(fiche.endpoint), libelle: sheet.fournisseur },
    categorie: sheet.categorie,
    resume: fiche.summary,
    mots_cles: sheet.mots_cles,
    ouverture: sheet.ouverture,
    publics: sheet.publics,
    perimetre: sheet.perimetre,
    mise_a_jour: sheet.mise_a_jour,
    disponibilite: sheet.disponibilite,
    maintenance: sheet.maintenance,
    delai_conseille_s: sheet.delai_conseille_s,
    limite: { compteur: quota.name, appels: quota.limit, fenetre_s: quota.windowMs / 1000 },
    droits: endpoint.scopes,
    format: fiche.format,
    utilite: sheet.utilite,
    identifiants: endpoint.subject.segments.map(({ parameter, description, pattern, example }) => ({
      parametre: parameter,
      description,
      motif: pattern,
      exemple: example,
    })),
    options: endpoint.options.map(({ names: [name, ...others], description, schema }) => ({
      parametre: name,
      autres_ecritures: others,
      description,
      schema,
    })),
    champs: fiche.fields.map(({ path, type, unit, mayLack, description, example }) => ({
      chemin: path.join('.'),
      type,
      unite: unit,
      peut_manquer: mayLack,
      description,
      exemple: example ?? null,
    })),
  };
}
