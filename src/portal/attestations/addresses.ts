export const ATTESTATIONS = '/compte/attestations';
export const CONSULTATIONS = `${ATTESTATIONS}/consultations`;
export const CODE = `${ATTESTATIONS}/code`;

/** Where one looks companies up under a grant. */
export const formOf = (habilitation: string): string => `${ATTESTATIONS}/${habilitation}`;

/** The `rank`-th document of a look-up, from 1. */
export const documentOf = (consultation: string, rank: number): string =>
  `${CONSULTATIONS}/${consultation}/documents/${rank}`;

export const agentsOf = (habilitation: string): string => `/compte/habilitations/${habilitation}/agents`;
export const consultationsOf = (habilitation: string): string => `/compte/habilitations/${habilitation}/consultations`;

export const accountTrail: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
];
export const attestationsTrail: readonly (readonly [string, string])[] = [
  ...accountTrail,
  [ATTESTATIONS, 'Attestations'],
];

export function grantTrail({ id, numero }: { readonly id: string; readonly numero: string }) {
  return [
    ...accountTrail,
    ['/compte/demandes', 'Mes demandes'] as const,
    [`/compte/habilitations/${id}`, `Habilitation ${numero}`] as const,
  ];
}
