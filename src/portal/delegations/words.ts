import type { FinDelegation } from '../../records/tables/editeurs.ts';

/** The delegations of one right. */
export const delegationsOf = (habilitation: string): string => `/compte/habilitations/${habilitation}/delegations`;

export const rightTrail = (habilitation: string, numero: string): readonly (readonly [string, string])[] => [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
  ['/compte/demandes', 'Mes demandes'],
  [`/compte/habilitations/${habilitation}`, `Habilitation ${numero}`],
];

/** What has just been done, told once, on the page that follows. */
export const doneSentences: Readonly<Record<string, string>> = {
  deleguee: 'La délégation est accordée : l’éditeur la voit dès maintenant',
  declinee: 'La demande est déclinée : l’éditeur n’en est pas averti',
  revoquee: 'La délégation est retirée : l’éditeur ne voit plus rien',
};

/** How a delegation ended, for its client. */
export const endings: Readonly<Record<FinDelegation, string>> = {
  client: 'Retirée par le demandeur',
  editeur: 'Rendue par l’éditeur',
  habilitation: 'Finie avec l’habilitation',
  fermeture: 'Finie : l’éditeur n’est plus référencé',
  delai: 'Demande restée sans réponse',
};
