import { jetonOuvre } from '../core/etat-jeton.ts';
import type { OwnJetons } from '../portal/shared/console/offer.ts';
import type { JetonRow } from '../records/jetons.ts';
import { jetonDeCompte, jetonsDeCompte } from '../records/jetons-de-compte.ts';
import type { Admission } from './admission.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

/** The tokens that a person may call with: those of his requests that still open something. A value is made when it is asked for. */
export function openOwnJetons({ clock }: Ground, { db }: Kept, { sign }: Admission): OwnJetons {
  return {
    listOf: async (compte) =>
      (await jetonsDeCompte(db, compte))
        .filter((jeton) => jetonOuvre(jeton, clock.now()))
        .map(({ jti, sujet, habilitation_numero }) => ({ jti, label: `${sujet} (${habilitation_numero})` })),
    valueOf: async (compte, jti) => {
      const jeton = await jetonDeCompte(db, compte, jti);
      if (jeton === undefined || !jetonOuvre(jeton, clock.now())) return null;
      return valeurDe(sign)(jeton);
    },
  };
}

/** The value of a token of the register, made again: nothing keeps it. */
export const valeurDe =
  (sign: Admission['sign']) =>
  ({ jti, uid, roles, sujet, cree_le, expire_le }: JetonRow): string =>
    sign({ jti, uid, roles, subject: sujet, issuedAt: cree_le, expiresAt: expire_le });
