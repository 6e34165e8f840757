import type { Behaviour, FictionalUnit } from './units.ts';

/** What a unit of the sandbox is, and how a call about it ends: for integrators, in Markdown. */
export function unitWords(unit: FictionalUnit): string {
  if (unit.behaviour === 'normal') return ordinaryWords(unit);
  return behaviours[unit.behaviour];
}

function ordinaryWords({ kind, dateCessation, autresEtablissements: [other] }: FictionalUnit): string {
  if (kind === 'association') return 'association, trois documents, absente du registre du commerce';
  if (dateCessation !== null) return 'entreprise cessée, siège fermé, radiée : **200**, et la réponse le dit';
  if (kind === 'personne_physique') return 'entrepreneur individuel diffusible';
  const second = other === undefined ? '' : ` ; second établissement \`${other.siret}\``;
  return `entreprise active : **200** partout, tous les champs remplis${second}`;
}

const behaviours: Readonly<Record<Exclude<Behaviour, 'normal'>, string>> = {
  non_diffusible: 'non diffusible : **451** chez l’INSEE, **200** avec `non_diffusables=true` ; **200** ailleurs',
  closed: 'réservée par l’INSEE : **451** chez lui quelle que soit l’option ; **200** ailleurs',
  duplicate: 'doublon : **301** chez l’INSEE, vers l’unité qui la remplace ; **200** ailleurs',
  unknown: 'inconnue de tous les fournisseurs, chacun à sa manière : **404**',
  partial: '**206** partout où la réponse a plusieurs parties (Infogreffe, commune, documents)',
  head_office_down: 'son siège ne répond pas : **206** sur `entreprises`, **502** sur `etablissements`',
  internal_error: 'le fournisseur répond par sa propre erreur interne : **502**',
  unreadable: 'le fournisseur répond 200 avec des octets illisibles : **502**',
  bad_document: 'le document annoncé n’est ni un PDF ni un ZIP : **502** ; **200** pour les données',
  reset: 'le fournisseur coupe la connexion : **503**',
  unavailable: 'le fournisseur se dit arrêté : **503** avec `Retry-After`',
  mute: 'le fournisseur ne répond jamais : **504** à la fin du délai',
  slow: 'le fournisseur répond après 3 secondes : **200**',
  large: 'document de 20 Mo, ou listes à leur plus grande taille : **200**',
};
