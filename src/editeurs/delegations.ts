import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { Outdated, Refused } from '../core/refused.ts';
import { findCompte } from '../records/comptes.ts';
import { accorderDelegation, finirDelegation, repondreDelegation } from '../records/delegations.ts';
import {
  compteDelegationsPassees,
  type DelegationDeClient,
  delegationSur,
  delegationsOuvertes,
  delegationsPassees,
  demandesAttendues,
  editeursDelegues,
} from '../records/delegations-lues.ts';
import { type Editeur, editeursNommes, findEditeur, holdEditeur } from '../records/editeurs.ts';
import { queueMail } from '../records/envois.ts';
import { type Titre, titreDe } from '../records/titres.ts';
import { type Db, together, type Work } from '../records/work.ts';
import { courrielAccord } from './courriels.ts';
import { createRecherche, type RechercheEditeurs } from './recherche.ts';
import { DEMANDE_JOURS, joursAvant } from './regles.ts';

/** A page of a list. */
interface Tranche<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** What someone shows of a right to editors. */
export interface DelegationsDuTitre {
  readonly titre: Titre;
  readonly demandees: readonly DelegationDeClient[];
  readonly accordees: readonly DelegationDeClient[];
  readonly passees: Tranche<DelegationDeClient>;
  /** Editors that the request names, or that saw the one it renews. */
  readonly proposes: readonly Editeur[];
}

/** What applicants decide. Whose right it is not finds nothing: null. What cannot be done is thrown. */
export interface BureauDelegations {
  titre(compte: string, habilitation: string, page: number): Promise<DelegationsDuTitre | null>;
  /** The editors that may be chosen. */
  readonly editeurs: RechercheEditeurs;
  /** One of them, while it is open; whichever, since its name is told to nobody by its identifier. */
  editeur(id: string): Promise<Editeur | null>;
  delegation(compte: string, habilitation: string, id: string): Promise<(Vue & { titre: Titre }) | null>;
  /** Shows it from now on. Done twice, it is done once. */
  deleguer(compte: string, habilitation: string, editeur: string): Promise<boolean | null>;
  repondre(compte: string, habilitation: string, id: string, accepte: boolean): Promise<true | null>;
  /** Shows it no more, at once. */
  revoquer(compte: string, habilitation: string, id: string): Promise<true | null>;
  /** What someone is asked for and has not answered. */
  attendues(compte: string): Promise<Awaited<ReturnType<typeof demandesAttendues>>>;
}

type Vue = { readonly delegation: DelegationDeClient };

interface Options {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
}

const PASSEES_PAR_PAGE = 20;
const FINIE =
  'Cette habilitation n’est plus en vigueur : il n’y a plus rien à montrer à un éditeur. Ses délégations ont pris fin avec elle.';

export function createBureauDelegations({ db, clock, publicUrl }: Options): BureauDelegations {
  const now = () => new Date(clock.now());
  const askedSince = () => joursAvant(now(), DEMANDE_JOURS);

  /** Of what is asked, what still waits. */
  const waiting = ({ etat, demandee_le }: DelegationDeClient): boolean =>
    etat === 'demandee' && demandee_le !== null && demandee_le > askedSince();

  async function proposed({ demande, integrateur, copieDe }: Titre): Promise<Editeur[]> {
    const delegated = new Set(await editeursDelegues(db, demande));
    const before = copieDe === null ? [] : await editeursDelegues(db, copieDe);
    const known = await Promise.all(before.map((id) => findEditeur(db, id)));
    const all = [...(await editeursNommes(db, integrateur)), ...known.filter((one) => one !== undefined)];
    const open = all.filter(({ id, ferme_le }) => ferme_le === null && !delegated.has(id));
    return [...new Map(open.map((one) => [one.id, one])).values()];
  }

  /** Acts on a right of this person that is in force. */
  const onRight = <T>(
    compte: string,
    habilitation: string,
    write: (work: Work, titre: Titre, at: Date) => Promise<T>,
  ): Promise<T | null> =>
    together(db, async (work) => {
      const titre = await titreDe(work, compte, habilitation);
      return titre === undefined ? null : write(work, titre, now());
    });

  return {
    titre: async (compte, habilitation, asked) => {
      const titre = await titreDe(db, compte, habilitation);
      if (titre === undefined) return null;
      const open = await delegationsOuvertes(db, titre.demande);
      const total = await compteDelegationsPassees(db, titre.demande);
      const pages = Math.max(1, Math.ceil(total / PASSEES_PAR_PAGE));
      const page = Math.min(asked, pages);
      const range = { offset: (page - 1) * PASSEES_PAR_PAGE, limit: PASSEES_PAR_PAGE };
      const items = await delegationsPassees(db, titre.demande, range);
      return {
        titre,
        demandees: open.filter(waiting),
        accordees: open.filter(({ etat }) => etat === 'accordee'),
        passees: { items, total, page, pages },
        proposes: titre.habilitation === null ? [] : await proposed(titre),
      };
    },

    editeurs: createRecherche(db),

    editeur: async (id) => {
      const editeur = await findEditeur(db, id);
      return editeur === undefined || editeur.ferme_le !== null ? null : editeur;
    },

    delegation: async (compte, habilitation, id) => {
      const titre = await titreDe(db, compte, habilitation);
      if (titre === undefined) return null;
      const delegation = await delegationSur(db, { demande: titre.demande, id });
      if (delegation === undefined) return null;
      return delegation.etat === 'accordee' || waiting(delegation) ? { titre, delegation } : null;
    },

    deleguer: (compte, habilitation, id) =>
      onRight(compte, habilitation, async (work, { demande, numero, habilitation: inForce }, at) => {
        if (inForce === null) throw new Refused(FINIE);
        const editeur = await holdEditeur(work, id);
        if (editeur === undefined) throw new Refused('Cet éditeur n’est plus dans la liste : choisissez-en un autre.');
        return accorderDelegation(work, { id: randomUUID(), editeur: id, demande, numero }, at);
      }),

    repondre: (compte, habilitation, id, accepte) =>
      onRight(compte, habilitation, async (work, { demande, numero, habilitation: inForce }, at) => {
        const asked = await delegationSur(work, { demande, id });
        if (asked === undefined) return null;
        if (accepte && inForce === null) throw new Refused(FINIE);
        const answered = await repondreDelegation(work, { id, demande }, { accepte, since: askedSince(), at });
        if (answered === undefined) throw new Outdated();
        if (accepte && answered.demandee_par !== null) {
          const asker = await findCompte(work, answered.demandee_par);
          const told = { nom: asked.nom, publicUrl, delegation: id, numero };
          if (asker !== undefined && asker.desactive_le === null)
            await queueMail(work, courrielAccord({ to: asker.email, ...told }), at);
        }
        return true;
      }),

    revoquer: (compte, habilitation, id) =>
      onRight(compte, habilitation, async (work, { demande }, at) => {
        if ((await delegationSur(work, { demande, id })) === undefined) return null;
        if (!(await finirDelegation(work, { id, demande }, at))) throw new Outdated();
        return true;
      }),

    attendues: (compte) => demandesAttendues(db, compte, askedSince()),
  };
}
