import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { parseSiret } from '../../../core/identifiers/siret.ts';
import { qualitesSur } from '../../../habilitations/acteurs.ts';
import { champParCle, champsDe } from '../../../habilitations/champs.ts';
import type { Contexte } from '../../../habilitations/controles/controle.ts';
import type { Donnees } from '../../../habilitations/donnees.ts';
import { actsAllowed } from '../../../habilitations/etats.ts';
import { type Formulaire, formulaireDe } from '../../../habilitations/formulaire.ts';
import type { Dossier } from '../../../habilitations/lecture.ts';
import type { Section } from '../../../habilitations/sections.ts';
import { openSessionOf } from '../../shared/session.ts';
import type { FormulaireOptions } from './options.ts';

/** A request that its applicant is writing. */
export interface Brouillon {
  readonly dossier: Dossier;
  readonly formulaire: Formulaire;
  readonly contexte: Contexte;
  /** What the instructor asks, when he has sent the request back. */
  readonly aPreciser: { readonly motif: string; readonly remarques: ReadonlyMap<string, readonly string[]> } | null;
}

/** There is nothing here for this visitor; or he may read it, and write it no more. */
export type Ouverture = { readonly brouillon: Brouillon; readonly modifiable: boolean } | null;

interface Comment {
  /** Asks Sirene for the organisation, when it is not known yet. */
  readonly sirene?: boolean;
}

export async function ouvrir(
  request: FastifyRequest,
  { lecture, annuaire }: FormulaireOptions['habilitations'],
  { sirene = false }: Comment = {},
): Promise<Ouverture> {
  const { compte } = openSessionOf(request);
  const dossier = await lecture.dossier(compte, idOf(request));
  if (dossier === null) return null;
  const { demande } = dossier;
  const modifiable = actsAllowed(qualitesSur(compte, demande), demande).has('modifier');
  const contexte = sirene ? await verifiee(dossier, annuaire) : dossier.contexte;
  return { brouillon: { dossier, formulaire: formulaireDe(demande), contexte, aPreciser: asked(dossier) }, modifiable };
}

function idOf({ params }: FastifyRequest): string {
  const id: unknown = Reflect.get(Object(params), 'id');
  return typeof id === 'string' ? id : '';
}

async function verifiee(
  { demande, contexte }: Dossier,
  annuaire: { chercher: FormulaireOptions['habilitations']['annuaire']['chercher'] },
): Promise<Contexte> {
  const siret = parseSiret(demande.siret ?? '');
  if (siret === null) return { ...contexte, organisation: null };
  const found = await annuaire.chercher(siret);
  return found.etat === 'connue'
    ? { ...contexte, organisation: found.organisation }
    : { ...contexte, organisation: null, sirene: found.etat };
}

/** The reason given with the last act, and what was remarked upon field by field since the request was last sent. */
function asked({ demande, evenements, messages }: Dossier): Brouillon['aPreciser'] {
  if (demande.etat !== 'a_modifier') return null;
  const motif = evenements.findLast(({ acte }) => acte === 'demander_precisions')?.motif ?? '';
  const remarques = new Map<string, string[]>();
  for (const { cote, champ, corps, le } of messages) {
    if (cote !== 'instruction' || champ === null || le < (demande.envoyee_le ?? le)) continue;
    remarques.set(champ, [...(remarques.get(champ) ?? []), corps]);
  }
  return { motif, remarques };
}

/** How many remarks a section has. */
export function remarquesSur({ aPreciser }: Brouillon, section: Section): number {
  const fields = [...(aPreciser?.remarques.keys() ?? [])];
  return fields.filter((cle) => champParCle.get(cle)?.section === section).length;
}

/**
 * Names what a section holds: a form carries it, and what comes back with another one was written over something else. A section
 * changed elsewhere leaves the others as they are.
 */
export function versionDe(formulaire: Formulaire, section: Section, donnees: Donnees): string {
  const texts = champsDe(formulaire)
    .filter((champ) => champ.section === section)
    .map(({ texte }) => texte(formulaire, donnees));
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22);
}
