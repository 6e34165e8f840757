import { Refused } from '../../../core/refused.ts';
import type { Rotation } from '../../../jetons/rotation/lecture.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { secondOf } from '../consommation/words.ts';

/** The page of a token where it is replaced. */
export function rotationOf(jti: string, act = ''): string {
  return `/compte/jetons/${jti}/rotation${act}`;
}

export function overviewOf(jti: string): string {
  return `/compte/jetons/${jti}`;
}

/** What has just been done here, told once, on the page that follows. */
export const doneSentences = {
  fuite: 'C’est fait : le retrait est décidé, et le remplaçant est valable dès maintenant',
  prochain: 'Votre prochain jeton est prêt : il est valable dès maintenant, à côté de celui-ci',
  retirer: 'Ce jeton est retiré',
} as const;

export type Done = keyof typeof doneSentences;

export function isDone(text: string): text is Done {
  return Object.hasOwn(doneSentences, text);
}

/** « depuis le 3 mars 2026 à 14 h 02 min 07 s »: a leaked key is counted in seconds. */
export function sinceWords(instant: Date): string {
  const day = dateTimeOf(instant).replace(/ à .*$/, '');
  return `${day} à ${secondOf(instant)}`;
}

/** Why it is withdrawn, in one sentence. */
export function whyWords({ retrait }: Rotation): string {
  if (retrait === null) return 'Il l’a été avec son habilitation.';
  if (retrait.origine === 'operateur')
    return retrait.raison === ''
      ? 'L’exploitant du service l’a décidé.'
      : `L’exploitant du service l’a décidé : « ${retrait.raison} ».`;
  return `${retrait.raison}.`;
}

/** The sentence of a refusal; anything else is a fault of ours. */
export function refusalOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  throw error;
}
