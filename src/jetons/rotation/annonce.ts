import type { Mail } from '../../core/outgoing.ts';
import type { Concerne } from '../../records/concernes-jeton.ts';
import type { JetonRow } from '../../records/jetons.ts';

export type JetonNomme = Pick<JetonRow, 'jti' | 'sujet' | 'expire_le'>;
type Ecrit = Pick<Mail, 'subject' | 'text'>;
export type EcrireAnnonce = (jeton: JetonNomme) => Ecrit;

/** Something that becomes of a token, to be told once to whoever it concerns. */
export interface Annonce {
  /** What it is, among all that becomes of this token. */
  readonly cle: string;
  readonly jeton: JetonNomme;
  readonly ecrire: EcrireAnnonce;
}

/** A mail to each: someone who is both requester and contact has one. */
export function aChacun({ cle, jeton, ecrire }: Annonce, concernes: readonly Pick<Concerne, 'email'>[]): Mail[] {
  const written = ecrire(jeton);
  const emails = new Set(concernes.map(({ email }) => email));
  return [...emails].map((to) => ({ to, ...written, key: `jeton:${jeton.jti}:${cle}:${to}` }));
}
