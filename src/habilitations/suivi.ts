import type { Clock } from '../core/clock.ts';
import { canonicalEmail } from '../core/email.ts';
import { type Compte, findCompteByEmail } from '../records/comptes.ts';
import { type CourrielDemande, courrielsDe } from '../records/demande-courriels.ts';
import { markRead } from '../records/demande-messages.ts';
import { type DemandePiece, demandePieces } from '../records/demande-pieces.ts';
import { type Demande, findDemande, findLiveCopy } from '../records/demandes.ts';
import { countSuivies, type DemandeSuivie, demandesSuivies, placeDansLaFile } from '../records/demandes-suivies.ts';
import { findHabilitation, type Habilitation, type JetonAccorde, jetonsAccordes } from '../records/habilitations.ts';
import type { EtatDemande } from '../records/tables/demandes.ts';
import type { Db } from '../records/work.ts';
import type { Acteur } from './acteurs.ts';
import { contacts } from './contenu.ts';
import type { Delai, LireDelai } from './delai.ts';
import { formulaireDe, formulaireEnvoye } from './formulaire.ts';
import type { Dossier, Lecture } from './lecture.ts';

type Lecteur = NonNullable<Acteur>;

/** A request as its applicant and his colleagues follow it. */
export interface Suivie extends Dossier {
  readonly place: { readonly rang: number; readonly sur: number } | null;
  readonly delai: Delai;
  readonly jetons: readonly JetonAccorde[];
  readonly pieces: readonly DemandePiece[];
  /** A renewal of it that is under way. */
  readonly copie: Demande | null;
  /** Mails to its applicant or those he names that nobody has read: refused, or given up. */
  readonly courrielsPerdus: readonly CourrielDemande[];
}

export interface FiltreDemandes {
  readonly etats: readonly EtatDemande[];
  readonly miennes: boolean;
}

export interface PageDemandes {
  readonly items: readonly DemandeSuivie[];
  readonly page: number;
  readonly pages: number;
  /** Whether there is none at all for this person, filters aside. */
  readonly aucune: boolean;
}

export interface Suivi {
  suivie(lecteur: Lecteur, id: string): Promise<Suivie | null>;
  demandes(lecteur: Lecteur, filtre: FiltreDemandes, page: number): Promise<PageDemandes>;
  /** What was granted, for its applicant and his colleagues, even when the request is put away. */
  habilitation(lecteur: Lecteur, id: string): Promise<{ habilitation: Habilitation; demande: Demande } | null>;
  /** The applicant has read what he was written. */
  lire(demande: string): Promise<void>;
  /** Who a request may be handed over to: a verified applicant of the same organisation; null when this e-mail is nobody's. */
  collegue(demande: Demande, email: string): Promise<Compte | null>;
}

interface SuiviOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly lecture: Lecture;
  readonly delai: LireDelai;
  readonly siretsVerifies: (compte: string) => Promise<readonly string[]>;
}

const PAGE = 20;

/** What applicants read of their requests. */
export function createSuivi({ db, clock, lecture, delai, siretsVerifies }: SuiviOptions): Suivi {
  return {
    suivie: async (lecteur, id) => {
      const dossier = await lecture.dossier(lecteur, id);
      if (dossier === null) return null;
      const { demande } = dossier;
      const [place, delaiNow, jetons, pieces, copie, courriels] = await Promise.all([
        placeDansLaFile(db, demande),
        delai(),
        jetonsAccordes(db, id),
        demandePieces(db, id),
        findLiveCopy(db, id),
        courrielsDe(db, id),
      ]);
      const concerned = adressesDe(dossier);
      const courrielsPerdus = courriels.filter(
        ({ perdu_le, destination }) => perdu_le !== null && concerned.has(destination),
      );
      return { ...dossier, place, delai: delaiNow, jetons, pieces, copie: copie ?? null, courrielsPerdus };
    },

    demandes: async ({ id: compte }, filtre, asked) => {
      const whole = { compte, sirets: await siretsVerifies(compte), etats: [], miennes: false };
      const wanted = { ...whole, ...filtre };
      const count = await countSuivies(db, wanted);
      const pages = Math.max(1, Math.ceil(count / PAGE));
      const page = Math.min(Math.max(asked, 1), pages);
      const items = await demandesSuivies(db, wanted, { offset: (page - 1) * PAGE, limit: PAGE });
      return { items, page, pages, aucune: count === 0 && (await countSuivies(db, whole)) === 0 };
    },

    habilitation: async (lecteur, id) => {
      const habilitation = await findHabilitation(db, id);
      const demande = habilitation === undefined ? undefined : await findDemande(db, habilitation.demande);
      if (habilitation === undefined || demande === undefined) return null;
      const isTheirs =
        demande.demandeur === lecteur.id || (await siretsVerifies(lecteur.id)).includes(demande.siret ?? '');
      return isTheirs || (await lecture.demande(lecteur, demande.id)) !== null ? { habilitation, demande } : null;
    },

    lire: (demande) => markRead(db, demande, 'instruction', new Date(clock.now())),

    collegue: async ({ siret, demandeur }, text) => {
      const email = canonicalEmail(text);
      const compte = email === null ? undefined : await findCompteByEmail(db, email);
      if (compte === undefined || compte.id === demandeur || siret === null) return null;
      if (compte.verifie_le === null || compte.desactive_le !== null || !compte.roles.includes('demandeur'))
        return null;
      return (await siretsVerifies(compte.id)).includes(siret) ? compte : null;
    },
  };
}

/** The applicant, and whoever he has named in what he typed, sent or was granted. */
function adressesDe({ demande, demandeur, habilitations }: Dossier): ReadonlySet<string> {
  const forms = [
    formulaireDe(demande),
    formulaireEnvoye(demande.contenu_envoye),
    ...habilitations.map(({ instantane }) => formulaireEnvoye(instantane)),
  ];
  const named = forms.flatMap((form) => (form === null ? [] : contacts.map((contact) => form.contenu[contact].email)));
  return new Set([demandeur.email, ...named].map((email) => canonicalEmail(email) ?? email));
}
