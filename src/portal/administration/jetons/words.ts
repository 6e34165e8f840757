export const LIST = '/administration/jetons';

export const aboveTokens = [
  ['/', 'Accueil'],
  ['/administration', 'Administration'],
] as const;

/** The page of a token, or of an act on it. */
export function addressOf(jti: string, act = ''): string {
  return `${LIST}/${jti}${act}`;
}

/** What has just been done here, told once, on the page that follows. */
export const doneSentences = {
  revoquer: 'C’est fait : la passerelle l’applique dans les deux secondes, et ses titulaires sont prévenus',
  retablir: 'Le jeton fonctionne de nouveau, dans les deux secondes, et ses titulaires sont prévenus',
} as const;

export type Done = keyof typeof doneSentences;

export function isDone(text: string): text is Done {
  return Object.hasOwn(doneSentences, text);
}
