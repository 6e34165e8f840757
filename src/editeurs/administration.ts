import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { canonicalEmail } from '../core/email.ts';
import { Outdated, Refused } from '../core/refused.ts';
import { type Compte, findCompte, findCompteByEmail } from '../records/comptes.ts';
import { finirDelegationsDEditeur } from '../records/delegations.ts';
import { attacherCompte, comptesDEditeur, detacherCompte } from '../records/editeur-comptes.ts';
import {
  closeEditeur,
  countEditeurs,
  type Editeur,
  type EditeurLu,
  type FicheEditeur,
  findEditeur,
  holdEditeur,
  insertEditeur,
  listEditeurs,
  updateEditeur,
} from '../records/editeurs.ts';
import { queueMail } from '../records/envois.ts';
import { addActe } from '../records/journal-administration.ts';
import { type Db, together, type Work } from '../records/work.ts';
import { courrielAttache } from './courriels.ts';

export interface PageEditeurs {
  readonly items: readonly Editeur[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** What administrators do to editors. Each act is in the journal with what it does, or not done; a refusal is thrown. */
export interface AdministrationEditeurs {
  liste(mots: string, page: number): Promise<PageEditeurs>;
  editeur(id: string): Promise<{ readonly editeur: Editeur; readonly comptes: readonly Compte[] } | null>;
  creer(author: Compte, fiche: FicheEditeur): Promise<string>;
  modifier(author: Compte, lu: EditeurLu, fiche: FicheEditeur): Promise<void>;
  /** For good: its delegations end with it, its accounts leave it. */
  fermer(author: Compte, lu: EditeurLu, raison: string): Promise<void>;
  /** The account that has this e-mail, once it is verified; its holder is told. */
  attacher(author: Compte, id: string, email: string): Promise<void>;
  detacher(author: Compte, id: string, compte: string): Promise<void>;
}

interface Options {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
}

const PAR_PAGE = 50;
const PRIS = 'Un autre éditeur ouvert a déjà ce SIRET.';

export function createAdministrationEditeurs({ db, clock, publicUrl }: Options): AdministrationEditeurs {
  const act = <T>(write: (work: Work, at: Date) => Promise<T>): Promise<T> =>
    together(db, (work) => write(work, new Date(clock.now())));

  async function open(work: Work, id: string): Promise<Editeur> {
    const editeur = await holdEditeur(work, id);
    if (editeur === undefined) throw new Outdated();
    return editeur;
  }

  return {
    liste: async (mots, asked) => {
      const total = await countEditeurs(db, mots);
      const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
      const page = Math.min(asked, pages);
      return {
        items: await listEditeurs(db, mots, { offset: (page - 1) * PAR_PAGE, limit: PAR_PAGE }),
        total,
        page,
        pages,
      };
    },

    editeur: async (id) => {
      const editeur = await findEditeur(db, id);
      return editeur === undefined ? null : { editeur, comptes: await comptesDEditeur(db, editeur.id) };
    },

    creer: ({ email: auteur }, fiche) =>
      act(async (work, at) => {
        const id = randomUUID();
        if (!(await insertEditeur(work, id, fiche, at))) throw new Refused(PRIS);
        await addActe(work, { auteur, acte: 'editeur.cree', cible: fiche.nom, detail: detailOf(fiche) }, at);
        return id;
      }),

    modifier: ({ email: auteur }, lu, fiche) =>
      act(async (work, at) => {
        const outcome = await updateEditeur(work, lu, fiche);
        if (outcome === 'taken') throw new Refused(PRIS);
        if (outcome === 'stale') throw new Outdated();
        await addActe(work, { auteur, acte: 'editeur.modifie', cible: fiche.nom, detail: detailOf(fiche) }, at);
      }),

    fermer: ({ email: auteur }, lu, raison) =>
      act(async (work, at) => {
        const { nom } = await open(work, lu.id);
        if (!(await closeEditeur(work, lu, at))) throw new Outdated();
        await finirDelegationsDEditeur(work, lu.id, at);
        await addActe(work, { auteur, acte: 'editeur.ferme', cible: nom, raison }, at);
      }),

    attacher: ({ email: auteur }, id, typed) =>
      act(async (work, at) => {
        const { nom } = await open(work, id);
        const email = canonicalEmail(typed);
        const compte = email === null ? undefined : await findCompteByEmail(work, email);
        if (compte === undefined || compte.verifie_le === null || compte.desactive_le !== null)
          throw new Refused('Aucun compte actif, à l’adresse vérifiée, n’a cette adresse e-mail.');
        if (!(await attacherCompte(work, { compte: compte.id, editeur: id }, at)))
          throw new Refused('Ce compte est déjà rattaché à un éditeur, celui-ci ou un autre.');
        await addActe(
          work,
          { auteur, acte: 'editeur.compte_attache', cible: compte.email, detail: { éditeur: nom } },
          at,
        );
        await queueMail(work, courrielAttache({ to: compte.email, nom, publicUrl }), at);
      }),

    detacher: ({ email: auteur }, id, compte) =>
      act(async (work, at) => {
        const { nom } = await open(work, id);
        const known = await findCompte(work, compte);
        if (known === undefined || !(await detacherCompte(work, { compte, editeur: id }))) throw new Outdated();
        await addActe(
          work,
          { auteur, acte: 'editeur.compte_detache', cible: known.email, detail: { éditeur: nom } },
          at,
        );
      }),
  };
}

const detailOf = ({ siret, produit, public: isPublic }: FicheEditeur) => ({
  siret,
  produit,
  public: isPublic ? 'oui' : 'non',
});
