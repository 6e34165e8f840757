import type { Clock } from '../../core/clock.ts';
import { type EtatJeton, etatJeton } from '../../core/etat-jeton.ts';
import { concernesParJeton } from '../../records/concernes-jeton.ts';
import { type JetonVu, jetonVuPar } from '../../records/jetons-de-compte.ts';
import { jetonRemplacePar, type Retrait, retraitDe } from '../../records/retraits.ts';
import type { Db } from '../../records/work.ts';
import { type ActesPossibles, actesPossibles } from './actes.ts';
import { lireTentatives, lireTrafic, type Tentatives, type Trafic } from './trafic.ts';

/** A token beside another, as someone may see it. */
export interface JetonVoisin {
  readonly jeton: JetonVu;
  readonly etat: EtatJeton;
}

/** All that is known of the replacement of a token. */
export interface Rotation {
  readonly maintenant: Date;
  readonly jeton: JetonVu;
  readonly etat: EtatJeton;
  /** Since when it is refused, or from when on; null while nothing says so. */
  readonly retireLe: Date | null;
  readonly retrait: Retrait | null;
  readonly remplacant: JetonVoisin | null;
  readonly remplace: JetonVoisin | null;
  readonly trafic: Trafic;
  /** Once it is refused. */
  readonly tentatives: Tentatives | null;
  /** What the reader may do: nothing, unless the token is his. */
  readonly actes: ActesPossibles;
  /** Whom a contact turns to; null for the requester himself, or when nobody answers for it any more. */
  readonly demandeur: { readonly nom: string; readonly email: string } | null;
}

export interface LectureRotation {
  /** Null: it is not his to see. */
  de(compte: string, jti: string): Promise<Rotation | null>;
}

const rien: ActesPossibles = { fuite: false, fuiteDifferee: false, prochain: false, retirer: false };

export function createLectureRotation({ db, clock }: { readonly db: Db; readonly clock: Clock }): LectureRotation {
  async function voisin(compte: string, jti: string | null | undefined, now: Date): Promise<JetonVoisin | null> {
    const jeton = jti ? await jetonVuPar(db, compte, jti) : undefined;
    return jeton === undefined ? null : { jeton, etat: etatJeton(jeton, now.getTime()) };
  }

  return {
    de: async (compte, jti) => {
      const jeton = await jetonVuPar(db, compte, jti);
      if (jeton === undefined) return null;
      const now = new Date(clock.now());
      const etat = etatJeton(jeton, now.getTime());
      const retireLe = jeton.revoque_le ?? jeton.banni_le;
      const retrait = (await retraitDe(db, jti)) ?? null;
      const remplacant = await voisin(compte, jeton.remplace_par, now);
      const remplace = await voisin(compte, (await jetonRemplacePar(db, jti))?.jti, now);
      const mine = jeton.qualite === 'demandeur';
      const beside = { remplacant: remplacant?.jeton ?? null, remplace: remplace?.jeton ?? null };
      return {
        maintenant: now,
        ...{ jeton, etat, retireLe, retrait, remplacant, remplace },
        trafic: await lireTrafic(db, jti, remplacant?.jeton.jti ?? null, now),
        tentatives: etat === 'retire' && retireLe !== null ? await lireTentatives(db, jti, retireLe) : null,
        actes: mine ? actesPossibles({ jeton, retrait, ...beside }, now.getTime()) : rien,
        demandeur: mine ? null : await demandeurDe(jti),
      };
    },
  };

  async function demandeurDe(jti: string): Promise<Rotation['demandeur']> {
    const found = (await concernesParJeton(db, jti)).find(({ qualite }) => qualite === 'demandeur');
    return found === undefined ? null : { nom: found.nom, email: found.email };
  }
}
