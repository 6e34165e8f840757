/** How long a token that has leaked still works, so that the programmes that use it may change. */
export const delais = {
  aucun: { ms: 0, label: 'Tout de suite' },
  heure: { ms: 3_600_000, label: 'Dans une heure' },
  jour: { ms: 24 * 3_600_000, label: 'Dans 24 heures' },
  semaine: { ms: 7 * 24 * 3_600_000, label: 'Dans 7 jours' },
} as const;

export type Delai = keyof typeof delais;

export function isDelai(text: string): text is Delai {
  return Object.hasOwn(delais, text);
}
