import type { Clock } from '../../core/clock.ts';
import { jetonOuvre } from '../../core/etat-jeton.ts';
import { printOf } from '../../core/link-key.ts';
import { countAffichagesDuLien, insertAffichage } from '../../records/affichages-de-jetons.ts';
import { findCompte } from '../../records/comptes.ts';
import { type Demandeur, demandeurDuJeton } from '../../records/demandeurs-de-jetons.ts';
import { queueMail } from '../../records/envois.ts';
import { findJeton, type JetonRow } from '../../records/jetons.ts';
import { findLienDeJeton, holdLien, type LienDeJeton } from '../../records/liens-de-jetons.ts';
import { type Db, together } from '../../records/work.ts';
import { courrielPremiereVue } from './courriels.ts';
import { type EtatLien, etatLien } from './etat-lien.ts';

/** Why a link opens nothing: its own end, or that of its token. */
export type FinDuLien = Exclude<EtatLien, 'vivant'> | 'jeton_fini' | 'jeton_remplace';

interface Lu {
  readonly lien: LienDeJeton;
  readonly jeton: JetonRow;
  readonly demandeur: Demandeur;
}

export type Ouvert = Lu & { readonly etat: 'ouvert'; readonly maintenant: Date };

/** What a key opens. */
export type Ouverture =
  | { readonly etat: 'inconnu' }
  | { readonly etat: 'fini'; readonly pourquoi: FinDuLien; readonly demandeur: Demandeur }
  | Ouvert;

/** The token itself, or why it is not shown. */
type Affichage = Exclude<Ouverture, Ouvert> | { readonly etat: 'trop' } | (Ouvert & { readonly valeur: string });

/** What whoever has a link may do with it. */
export interface OuvertureDeLiens {
  /** Looks, and leaves no mark: mail scanners follow links too. */
  lire(cle: string): Promise<Ouverture>;
  /** Shows the token, keeps that it was, and tells the requester the first time. */
  afficher(cle: string, adresse: string): Promise<Affichage>;
}

interface OuvertureOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly valeurDe: (jeton: JetonRow) => string;
}

/** More looks than a team needs in four hours. */
const AFFICHAGES_MAX = 100;

export function createOuverture({ db, clock, publicUrl, valeurDe }: OuvertureOptions): OuvertureDeLiens {
  async function read(from: Db, lien: LienDeJeton | undefined): Promise<Ouverture> {
    const jeton = lien === undefined ? undefined : await findJeton(from, lien.jti);
    const demandeur = lien === undefined ? undefined : await demandeurDuJeton(from, lien.jti);
    if (lien === undefined || jeton === undefined || demandeur === undefined) return { etat: 'inconnu' };
    const now = clock.now();
    const pourquoi = await finOf(from, { lien, jeton, demandeur }, now);
    if (pourquoi !== null) return { etat: 'fini', pourquoi, demandeur };
    return { etat: 'ouvert', lien, jeton, demandeur, maintenant: new Date(now) };
  }

  return {
    lire: async (cle) => read(db, await findLienDeJeton(db, { empreinte: printOf(cle) })),
    afficher: (cle, adresse) =>
      together(db, async (work) => {
        const ouverture = await read(work, await holdLien(work, printOf(cle)));
        if (ouverture.etat !== 'ouvert') return ouverture;
        const { lien, jeton, demandeur, maintenant: le } = ouverture;
        const before = await countAffichagesDuLien(work, lien.id);
        if (before >= AFFICHAGES_MAX) return { etat: 'trop' };
        await insertAffichage(work, { jti: lien.jti, compte: null, lien: lien.id, le, adresse });
        if (before === 0) {
          const liens = `${publicUrl}/compte/jetons/${lien.jti}/liens`;
          await queueMail(work, courrielPremiereVue(lien, { sujet: jeton.sujet, demandeur, le, adresse, liens }), le);
        }
        return { ...ouverture, valeur: valeurDe(jeton) };
      }),
  };
}

async function finOf(from: Db, { lien, jeton }: Lu, now: number): Promise<FinDuLien | null> {
  const etat = etatLien(lien, now);
  if (etat !== 'vivant') return etat;
  if (!jetonOuvre(jeton, now)) return 'jeton_fini';
  if (jeton.remplace_par !== null) return 'jeton_remplace';
  // Whoever is kept out of his account hands nothing over.
  const auteur = await findCompte(from, lien.cree_par);
  return auteur === undefined || auteur.desactive_le !== null ? 'revoque' : null;
}
