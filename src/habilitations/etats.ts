import type { EtatDemande } from '../records/tables/demandes.ts';

/** Who acts on a request: whoever asks, the operator's people, or the platform by itself. */
export type Qualite = 'demandeur' | 'instructeur' | 'administrateur' | 'plateforme';

export type Acte =
  | 'modifier'
  | 'envoyer'
  | 'demander_precisions'
  | 'valider'
  | 'refuser'
  | 'archiver'
  | 'rouvrir'
  | 'annuler_reouverture'
  | 'revoquer'
  | 'ecrire'
  | 'demander_avis'
  | 'transferer';

interface Transition {
  /** The states it may start from, by who acts. */
  readonly de: Readonly<Partial<Record<Qualite, readonly EtatDemande[]>>>;
  /** The state it leads to; null when it changes none. */
  readonly vers: EtatDemande | null;
  /** A sentence is due to the other side. */
  readonly motif?: true;
  /** Of a request reopened after its approval: only then, never then, or leading elsewhere. */
  readonly reouverte?: 'seulement' | 'jamais' | { readonly vers: EtatDemande };
  /** The states it may start from besides, when the request is reopened: the right granted before is still in force. */
  readonly deReouverte?: readonly EtatDemande[];
}

const open = ['brouillon', 'a_modifier'] as const;
const underWay = ['brouillon', 'a_modifier', 'envoyee'] as const;
const finished = ['refusee', 'revoquee'] as const;

/** Every transition of a request. What is not here cannot be. */
export const transitions: Readonly<Record<Acte, Transition>> = {
  modifier: { de: { demandeur: open }, vers: null },
  envoyer: { de: { demandeur: open }, vers: 'envoyee' },
  demander_precisions: { de: { instructeur: ['envoyee'] }, vers: 'a_modifier', motif: true },
  valider: { de: { instructeur: ['envoyee'] }, vers: 'validee' },
  refuser: {
    de: { instructeur: ['envoyee', 'a_modifier'] },
    vers: 'refusee',
    motif: true,
    reouverte: { vers: 'validee' },
  },
  archiver: {
    de: {
      demandeur: open,
      instructeur: [...underWay, ...finished],
      administrateur: [...underWay, ...finished],
      plateforme: ['a_modifier'],
    },
    vers: 'archivee',
    reouverte: 'jamais',
  },
  rouvrir: { de: { demandeur: ['validee'] }, vers: 'brouillon' },
  annuler_reouverture: {
    de: { demandeur: underWay, instructeur: underWay },
    vers: 'validee',
    reouverte: 'seulement',
  },
  revoquer: {
    de: { instructeur: ['validee'], administrateur: ['validee'] },
    vers: 'revoquee',
    motif: true,
    deReouverte: underWay,
  },
  ecrire: {
    de: { demandeur: [...underWay, 'validee'], instructeur: [...underWay, 'validee'] },
    vers: null,
    motif: true,
  },
  demander_avis: { de: { instructeur: ['envoyee'] }, vers: null, motif: true },
  transferer: {
    de: { demandeur: [...underWay, 'validee', 'refusee'], instructeur: [...underWay, 'validee', 'refusee'] },
    vers: null,
  },
};

export interface Situation {
  readonly etat: EtatDemande;
  readonly reouverture: boolean;
}

/** Where this act leads a request from there, its own state when it changes none; null when it cannot be. */
export function nextState(acte: Acte, qualite: Qualite, { etat, reouverture }: Situation): EtatDemande | null {
  const { de, vers, reouverte, deReouverte = [] } = transitions[acte];
  if (reouverte === 'jamais' && reouverture) return null;
  if (reouverte === 'seulement' && !reouverture) return null;
  const from = de[qualite] ?? [];
  const allowed = from.includes(etat) || (reouverture && from.length > 0 && deReouverte.includes(etat));
  if (!allowed) return null;
  if (typeof reouverte === 'object' && reouverture) return reouverte.vers;
  return vers ?? etat;
}

/** The acts that these qualities allow now, each with where it leads. */
export function actsAllowed(qualites: readonly Qualite[], situation: Situation): ReadonlyMap<Acte, EtatDemande> {
  const acts = (Object.keys(transitions) as Acte[]).flatMap((acte): [Acte, EtatDemande][] => {
    const next = qualites.map((qualite) => nextState(acte, qualite, situation)).find((state) => state !== null);
    return next === undefined ? [] : [[acte, next]];
  });
  return new Map(acts);
}
