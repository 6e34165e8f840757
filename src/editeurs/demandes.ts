import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { Outdated, Refused } from '../core/refused.ts';
import {
  compteDemandees,
  derniereDemandee,
  finirDelegation,
  finirDemandeeSansReponse,
  insertDemandee,
} from '../records/delegations.ts';
import {
  compteDelegationsDEditeur,
  type DelegationDEditeur,
  delegationDEditeur,
  delegationsDEditeur,
  editeursDelegues,
} from '../records/delegations-lues.ts';
import { holdEditeur } from '../records/editeurs.ts';
import { queueMail } from '../records/envois.ts';
import type { FinDelegation } from '../records/tables/editeurs.ts';
import { titreParNumero } from '../records/titres.ts';
import { type Db, together } from '../records/work.ts';
import { courrielDemande } from './courriels.ts';
import { DEMANDE_JOURS, DEMANDES_PAR_JOUR, joursApres, joursAvant } from './regles.ts';

/**
 * A delegation as its editor may read it. What is declined, unknown or left without an answer reads the same, or a number
 * would tell what it names.
 */
export type DelegationVue = Pick<DelegationDEditeur, 'id' | 'numero' | 'demandee_le' | 'accordee_le'> &
  (
    | { readonly etat: 'attendue'; readonly jusquAu: Date }
    | { readonly etat: 'sans_reponse' }
    | {
        readonly etat: 'accordee';
        readonly habilitation: string;
        readonly intitule: string;
        readonly organisation: string | null;
      }
    | { readonly etat: 'terminee'; readonly fin: FinDelegation; readonly close_le: Date | null }
  );

/** `envoyee`, whatever the number is worth. */
export type Demandee =
  | { readonly issue: 'envoyee' }
  | { readonly issue: 'accordee' }
  | { readonly issue: 'deja_demandee'; readonly de_nouveau: Date };

export interface BureauDemandes {
  liste(
    editeur: string,
    page: number,
  ): Promise<{ items: readonly DelegationVue[]; total: number; page: number; pages: number }>;
  /** Asks to be shown what a public number names; who answers for it is written to, when there is someone. */
  demander(par: { readonly compte: string; readonly editeur: string }, numero: string): Promise<Demandee>;
  /** What is delegated to this editor now; null for anything else. */
  enCours(editeur: string, id: string): Promise<{ readonly id: string; readonly numero: string } | null>;
  /** Gives back what was delegated. Done twice, it is done once; false when it never was this editor's. */
  rendre(editeur: string, id: string): Promise<boolean>;
}

interface Options {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
}

const PAR_PAGE = 25;
const TROP = `Vous avez fait ${DEMANDES_PAR_JOUR} demandes en 24 heures : réessayez demain.`;

export function createBureauDemandes({ db, clock, publicUrl }: Options): BureauDemandes {
  const now = () => new Date(clock.now());

  return {
    liste: async (editeur, asked) => {
      const total = await compteDelegationsDEditeur(db, editeur);
      const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
      const page = Math.min(asked, pages);
      const items = await delegationsDEditeur(db, editeur, { offset: (page - 1) * PAR_PAGE, limit: PAR_PAGE });
      return { items: items.map((one) => vueDe(one, now())), total, page, pages };
    },

    demander: ({ compte, editeur: id }, numero) =>
      together(db, async (work): Promise<Demandee> => {
        const at = now();
        // Held: the asks of one editor follow each other.
        const editeur = await holdEditeur(work, id);
        if (editeur === undefined) throw new Outdated();
        if ((await compteDemandees(work, id, joursAvant(at, 1))) >= DEMANDES_PAR_JOUR) throw new Refused(TROP);
        const since = joursAvant(at, DEMANDE_JOURS);
        const titre = await titreParNumero(work, numero);
        if (titre !== undefined && (await editeursDelegues(work, titre.demande)).includes(id))
          return { issue: 'accordee' };
        const before = await derniereDemandee(work, id, { numero }, since);
        if (before !== null) return { issue: 'deja_demandee', de_nouveau: joursApres(before, DEMANDE_JOURS) };
        const delegation = randomUUID();
        // By another of its numbers, it has been asked already: who answers for it is not written to again.
        const isNew = titre !== undefined && (await derniereDemandee(work, id, titre, since)) === null;
        if (isNew) await finirDemandeeSansReponse(work, { editeur: id, demande: titre.demande }, since, at);
        const demande = isNew ? titre.demande : null;
        await insertDemandee(work, { id: delegation, editeur: id, demande, numero, par: compte }, at);
        if (isNew && titre.email !== null && titre.habilitation !== null) {
          const { numero: current, intitule, habilitation, email: to } = titre;
          const { nom, produit, siret } = editeur;
          const asked = { to, nom, produit, siret, publicUrl, delegation, numero: current, intitule, habilitation };
          await queueMail(work, courrielDemande(asked), at);
        }
        return { issue: 'envoyee' };
      }),

    enCours: async (editeur, id) => {
      const found = await delegationDEditeur(db, { editeur, id });
      return found?.etat === 'accordee' ? { id, numero: found.numero } : null;
    },

    rendre: (editeur, id) =>
      together(db, async (work) => {
        const given = (await delegationDEditeur(work, { editeur, id }))?.accordee_le ?? null;
        if (given === null) return false;
        await finirDelegation(work, { id, editeur }, now());
        return true;
      }),
  };
}

function vueDe(delegation: DelegationDEditeur, now: Date): DelegationVue {
  const { id, numero, demandee_le, accordee_le, close_le, etat, fin, habilitation, intitule, organisation } =
    delegation;
  const said = { id, numero: delegation.numero_actuel ?? numero, demandee_le, accordee_le };
  if (etat === 'accordee') {
    return habilitation === null || intitule === null
      ? { ...said, etat: 'terminee', fin: 'habilitation', close_le }
      : { ...said, etat, habilitation, intitule, organisation };
  }
  if (accordee_le !== null && fin !== null) return { ...said, etat: 'terminee', fin, close_le };
  const jusquAu = joursApres(demandee_le ?? now, DEMANDE_JOURS);
  return jusquAu > now ? { ...said, etat: 'attendue', jusquAu } : { ...said, etat: 'sans_reponse' };
}
