import { etatJeton, jetonOuvre } from '../../core/etat-jeton.ts';
import type { JetonRow } from '../../records/jetons.ts';
import type { Retrait } from '../../records/retraits.ts';

/** What its requester may do with a token now. */
export interface ActesPossibles {
  /** Withdraw it because it has leaked, another one taking its place. */
  readonly fuite: boolean;
  /** The same, with a time during which it still works. */
  readonly fuiteDifferee: boolean;
  /** Have the next one made beside it. */
  readonly prochain: boolean;
  /** Withdraw it now: its next one is there, or its withdrawal is to come. */
  readonly retirer: boolean;
}

type Dates = Pick<JetonRow, 'expire_le' | 'revoque_le' | 'banni_le' | 'roles'>;

interface Vu {
  readonly jeton: Dates;
  readonly retrait: Pick<Retrait, 'origine'> | null;
  readonly remplacant: Dates | null;
  /** The token whose place it takes. */
  readonly remplace: Dates | null;
}

/**
 * An operator's withdrawal is not got round by another token, and a token whose former one still works has no next one: each
 * has windows of its own, and a chain of them would multiply what one habilitation may call.
 */
export function actesPossibles({ jeton, retrait, remplacant, remplace }: Vu, now: number): ActesPossibles {
  const ouvert = jetonOuvre(jeton, now);
  const prevu = etatJeton(jeton, now) === 'retrait_prevu';
  const seul = remplace === null || !jetonOuvre(remplace, now);
  const releve = prendLaPlace(jeton, remplacant, now);
  const fuite = ouvert && !prevu;
  return {
    fuite,
    fuiteDifferee: fuite && seul,
    prochain: ouvert && seul && !releve && (!prevu || retrait?.origine === 'demandeur'),
    retirer: ouvert && (prevu || releve),
  };
}

/** Whether the token that takes the place of another does all that it did. */
export function prendLaPlace(jeton: Pick<Dates, 'roles'>, remplacant: Dates | null, now: number): boolean {
  return remplacant !== null && jetonOuvre(remplacant, now) && jeton.roles.every((it) => remplacant.roles.includes(it));
}
