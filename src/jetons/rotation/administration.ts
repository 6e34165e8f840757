import { etatJeton, jetonOuvre } from '../../core/etat-jeton.ts';
import { Outdated, Refused } from '../../core/refused.ts';
import type { Compte } from '../../records/comptes.ts';
import { concernesParJeton } from '../../records/concernes-jeton.ts';
import { queueMails } from '../../records/envois.ts';
import type { JetonRow } from '../../records/jetons.ts';
import { addActe } from '../../records/journal-administration.ts';
import {
  holdJeton,
  type JetonTenu,
  keepRetrait,
  type Octroi,
  type Retrait,
  undoRetrait,
} from '../../records/retraits.ts';
import { together, type Work } from '../../records/work.ts';
import { type Annonce, aChacun } from './annonce.ts';
import type { RotationOptions } from './bureau.ts';
import { courrielRetabli, courrielRevoque } from './courriels.ts';
import { remplacer } from './remplacement.ts';

/** Who acts on which token, as he read it, and why: its holders are told the reason. */
export interface ActeSurJeton {
  readonly auteur: Pick<Compte, 'id' | 'email'>;
  readonly jti: string;
  readonly vu: string;
  readonly raison: string;
}

export interface Revocation extends ActeSurJeton {
  /** Null: now. */
  readonly le: Date | null;
  /** Another one takes its place, which its requester alone sees. */
  readonly remplacer: boolean;
}

/** What administrators do about the tokens of others. Throws `Refused`, or `Outdated` when the token is no longer as it was read. */
export interface AdministrationJetons {
  revoquer(revocation: Revocation): Promise<void>;
  /** A token that an operator withdrew, or was to, works again. */
  retablir(acte: ActeSurJeton): Promise<void>;
}

type Dates = Pick<JetonRow, 'revoque_le' | 'banni_le' | 'expire_le' | 'remplace_par'>;

/** What of a token an operator decides upon: the same as long as nobody has changed it. */
export function etatVu({ revoque_le, banni_le, remplace_par }: Dates): string {
  return [revoque_le?.getTime(), banni_le?.getTime(), remplace_par].map((one) => one ?? '').join('/');
}

/** Why its withdrawal cannot be undone; null when it can. */
export function pourquoiPasRetabli(
  jeton: Dates,
  {
    retrait,
    octroi,
  }: { readonly retrait: Pick<Retrait, 'origine'> | null; readonly octroi: Pick<Octroi, 'etat'> | null },
  now: number,
): string | null {
  const etat = etatJeton(jeton, now);
  if (octroi?.etat === 'revoquee')
    return 'Son habilitation est révoquée : seule une nouvelle demande donnera un jeton à cette organisation.';
  if (jeton.expire_le.getTime() <= now) return 'Il a pris fin : il n’y a rien à rétablir.';
  if (etat !== 'retire' && etat !== 'retrait_prevu') return 'Il n’est pas révoqué.';
  if (retrait === null) return 'Ce retrait n’est pas celui d’un exploitant.';
  return retrait.origine === 'demandeur'
    ? 'Son demandeur l’a retiré lui-même : il est seul à en répondre, et cela ne s’annule pas.'
    : null;
}

export function createAdministrationJetons({
  db,
  clock,
  publicUrl,
  jetonsChanges,
}: RotationOptions): AdministrationJetons {
  /** Does it, tells it in the journal and to whoever it concerns, together. */
  async function acte({ auteur, jti, vu, raison }: ActeSurJeton, write: Ecrire): Promise<void> {
    await together(db, async (work) => {
      const tenu = await holdJeton(work, jti);
      if (tenu === undefined) throw new Refused('Ce jeton n’existe pas.');
      if (etatVu(tenu.jeton) !== vu) throw new Outdated();
      if (tenu.octroi?.demandeur === auteur.id)
        throw new Refused('C’est votre propre jeton : un autre administrateur peut agir sur lui.');
      const at = new Date(clock.now());
      const { nom, detail, annonce } = await write(work, tenu, at);
      const said = { sujet: tenu.jeton.sujet, ...detail };
      await addActe(work, { auteur: auteur.email, acte: nom, cible: jti, raison, detail: said }, at);
      await queueMails(work, aChacun(annonce, await concernesParJeton(work, jti)), at);
    });
    await jetonsChanges();
  }

  return {
    revoquer: (revocation) =>
      acte(revocation, async (work, tenu, at) => {
        const { jeton, retrait } = tenu;
        const { jti, raison } = revocation;
        const effet_le = revocation.le ?? at;
        refuseRevocation(jeton, retrait, { at, effet_le });
        const remplacant = revocation.remplacer ? await remplacer(work, tenu, at) : null;
        // What its requester has withdrawn stays his: hastened, never to be undone by an operator.
        const origine = retrait?.origine ?? 'operateur';
        const said = { jti, origine, auteur: revocation.auteur.id, raison, decide_le: at, effet_le };
        const id = await keepRetrait(work, said);
        const detail = {
          effet: effet_le.toISOString(),
          ...(remplacant === null ? {} : { remplaçant: remplacant }),
        };
        const ecrire = courrielRevoque({ raison, effet_le, at, remplacant, publicUrl });
        return { nom: 'jeton.revoque', detail, annonce: { cle: `retrait:${id}`, jeton, ecrire } };
      }),

    retablir: (given) =>
      acte(given, async (work, tenu, at) => {
        const { jeton } = tenu;
        const why = pourquoiPasRetabli(jeton, tenu, at.getTime());
        if (why !== null) throw new Refused(why);
        await undoRetrait(work, jeton.jti, at);
        const ecrire = courrielRetabli({ raison: given.raison, at, publicUrl });
        const detail = { retrait: (jeton.revoque_le ?? jeton.banni_le ?? at).toISOString() };
        return { nom: 'jeton.retabli', detail, annonce: { cle: `retabli:${at.getTime()}`, jeton, ecrire } };
      }),
  };
}

type Ecrire = (
  work: Work,
  tenu: JetonTenu,
  at: Date,
) => Promise<{ nom: string; detail: Readonly<Record<string, string>>; annonce: Annonce }>;

function refuseRevocation(
  jeton: Dates,
  retrait: Retrait | null,
  { at, effet_le }: { readonly at: Date; readonly effet_le: Date },
): void {
  if (!jetonOuvre(jeton, at.getTime())) throw new Refused('Il ne fonctionne déjà plus : il n’y a rien à révoquer.');
  if (effet_le < at) throw new Refused('Le moment choisi est passé : révoquez-le maintenant, ou choisissez plus tard.');
  if (effet_le >= jeton.expire_le)
    throw new Refused('Il aura pris fin à ce moment-là : choisissez un moment avant sa fin.');
  if (retrait?.origine === 'demandeur' && effet_le >= retrait.effet_le)
    throw new Refused('Son demandeur l’a déjà retiré pour ce moment ou avant : vous ne pouvez qu’aller plus vite.');
}
