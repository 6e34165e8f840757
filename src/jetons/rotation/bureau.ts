import type { Clock } from '../../core/clock.ts';
import { Refused } from '../../core/refused.ts';
import { concernesParJeton } from '../../records/concernes-jeton.ts';
import { queueMails } from '../../records/envois.ts';
import { holdJeton, type JetonTenu, keepRetrait } from '../../records/retraits.ts';
import { type Db, together, type Work } from '../../records/work.ts';
import { type ActesPossibles, actesPossibles } from './actes.ts';
import { type Annonce, aChacun } from './annonce.ts';
import { courrielFuite, courrielProchain, courrielRetire } from './courriels.ts';
import { type Delai, delais } from './delais.ts';
import { remplacer } from './remplacement.ts';

/** Where the requester of a token has it replaced, and withdraws it. Null: it is not his. */
export interface BureauRotation {
  /** It has leaked: it is refused at once or after a while, another takes its place at once. Asked twice, it is done once. */
  declarerFuite(compte: string, jti: string, delai: Delai): Promise<string | null>;
  /** Makes the next one, beside it; gives its name. */
  preparerProchain(compte: string, jti: string): Promise<string | null>;
  /** Withdraws it now. */
  retirer(compte: string, jti: string): Promise<string | null>;
}

export interface RotationOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** Told once a change is kept: every gate has to know it. */
  readonly jetonsChanges: () => Promise<void>;
}

export function createBureauRotation({ db, clock, publicUrl, jetonsChanges }: RotationOptions): BureauRotation {
  /** Does it to a token that this person asked for, and tells it, together; gives the name of the token to look at next. */
  async function acte(compte: string, jti: string, write: Ecrire): Promise<string | null> {
    const done = await together(db, async (work) => {
      const tenu = await holdJeton(work, jti);
      if (tenu === undefined || tenu.octroi?.demandeur !== compte) return null;
      const at = new Date(clock.now());
      const { regarder, annonce } = await write(work, tenu, at);
      if (annonce !== null) await queueMails(work, aChacun(annonce, await concernesParJeton(work, jti)), at);
      return regarder;
    });
    if (done !== null) await jetonsChanges();
    return done;
  }

  return {
    declarerFuite: (compte, jti, delai) =>
      acte(compte, jti, async (work, tenu, at) => {
        const { jeton, retrait } = tenu;
        const voulu = at.getTime() + delais[delai].ms;
        const prevu = retrait?.origine === 'demandeur' ? retrait : null;
        // A withdrawal is never put off: the same click, or an older form, changes nothing.
        if (prevu !== null && voulu >= prevu.effet_le.getTime()) return { regarder: jti, annonce: null };
        if (prevu === null) refuseFuite(actesPossibles(tenu, at.getTime()), delai);
        const remplacant = await remplacer(work, tenu, at);
        // Past its end there is nothing left to withdraw.
        const effet_le = new Date(Math.min(voulu, jeton.expire_le.getTime()));
        const raison = 'Fuite signalée par le demandeur';
        const id = await keepRetrait(work, parDemandeur(tenu, compte, { raison, decide_le: at, effet_le }));
        return {
          regarder: jti,
          annonce: { cle: `retrait:${id}`, jeton, ecrire: courrielFuite({ effet_le, at, remplacant, publicUrl }) },
        };
      }),

    preparerProchain: (compte, jti) =>
      acte(compte, jti, async (work, tenu, at) => {
        const { jeton } = tenu;
        const { prochain, retirer } = actesPossibles(tenu, at.getTime());
        if (tenu.remplacant !== null && retirer && !prochain) return { regarder: jti, annonce: null };
        if (!prochain) throw new Refused(tenu.retrait === null ? ANCIEN_OUVERT : DEJA);
        const remplacant = await remplacer(work, tenu, at);
        const ecrire = courrielProchain({ remplacant, publicUrl });
        return { regarder: jti, annonce: { cle: `remplacant:${remplacant}`, jeton, ecrire } };
      }),

    retirer: (compte, jti) =>
      acte(compte, jti, async (work, tenu, at) => {
        const { jeton } = tenu;
        if (jeton.revoque_le !== null) return { regarder: jti, annonce: null };
        if (!actesPossibles(tenu, at.getTime()).retirer) throw new Refused(SANS_SUITE);
        // A withdrawal that is only hastened keeps its reason.
        const prevu = tenu.retrait?.origine === 'demandeur' ? tenu.retrait : null;
        const raison = prevu?.raison ?? 'Retiré par le demandeur';
        const id = await keepRetrait(work, parDemandeur(tenu, compte, { raison, decide_le: at, effet_le: at }));
        const remplacant = jeton.remplace_par ?? null;
        const ecrire = courrielRetire({ at, remplacant, publicUrl });
        return { regarder: jti, annonce: { cle: `retrait:${id}`, jeton, ecrire } };
      }),
  };
}

type Ecrire = (work: Work, tenu: JetonTenu, at: Date) => Promise<{ regarder: string; annonce: Annonce | null }>;

const DEJA = 'Ce jeton est déjà retiré, ou son retrait est déjà prévu : l’état ci-dessous dit depuis quand.';
const ANCIEN_OUVERT =
  'Le jeton que celui-ci remplace fonctionne encore. Retirez-le d’abord : deux jetons au plus fonctionnent côte à côte.';
const SANS_SUITE =
  'Ce jeton n’a pas de remplaçant qui fonctionne. S’il a fuité, dites-le : un remplaçant est créé en même temps.';

function refuseFuite({ fuite, fuiteDifferee }: ActesPossibles, delai: Delai): void {
  if (!fuite) throw new Refused(DEJA);
  if (delai !== 'aucun' && !fuiteDifferee) throw new Refused(ANCIEN_OUVERT);
}

/** From then on its withdrawal is the requester's, whoever had planned it: an operator does not undo it. */
function parDemandeur(
  { jeton }: JetonTenu,
  auteur: string,
  said: { readonly raison: string; readonly decide_le: Date; readonly effet_le: Date },
) {
  return { jti: jeton.jti, origine: 'demandeur', auteur, ...said } as const;
}
