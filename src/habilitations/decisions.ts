import { Refused } from '../core/refused.ts';
import type { Demande, DemandeUpdate } from '../records/demandes.ts';
import type { EtatDemande } from '../records/tables/demandes.ts';
import type { Acte } from './etats.ts';
import { type Formulaire, formulaireDe } from './formulaire.ts';

/** What an act brings with it. */
export interface Circonstances {
  readonly vers: EtatDemande;
  readonly now: Date;
  /** The version of the conditions of use that the applicant accepts by sending. */
  readonly cgu: string | null;
  /** What is granted today on this request; null when nothing is. */
  readonly accorde: Formulaire | null;
  /** Whom the request is handed over to. */
  readonly destinataire: string | null;
}

type Decision = (demande: Demande, circonstances: Circonstances) => DemandeUpdate;

/** What becomes of a request by each act; the state it leads to is told by the table of transitions (`etats.ts`). */
const decisions: Readonly<Record<Exclude<Acte, 'modifier' | 'ecrire' | 'demander_avis'>, Decision>> = {
  envoyer: (demande, { now, cgu }) => ({
    envoyee_le: now,
    premier_envoi_le: demande.premier_envoi_le ?? now,
    contenu_envoye: formulaireDe(demande),
    cgu_version: cgu,
    cgu_acceptee_le: now,
    relancee_le: null,
  }),
  demander_precisions: (_demande, { now }) => ({ precisions_demandees_le: now, relancee_le: null }),
  valider: (demande, { now }) => ({ ...decided(demande, now), reouverture: false }),
  refuser: (demande, circonstances) => {
    if (demande.precisions_demandees_le === null)
      throw new Refused(
        'Une demande n’est refusée qu’après une demande de précisions : demandez d’abord à l’usager ce qui manque.',
      );
    return { ...decided(demande, circonstances.now), ...(demande.reouverture ? asGranted(circonstances) : {}) };
  },
  archiver: () => ({}),
  rouvrir: () => ({ reouverture: true, precisions_demandees_le: null, relancee_le: null }),
  annuler_reouverture: (_demande, circonstances) => asGranted(circonstances),
  revoquer: (demande, circonstances) => ({
    decidee_le: circonstances.now,
    ...(demande.reouverture ? asGranted(circonstances) : {}),
  }),
  transferer: (_demande, { destinataire }) => {
    if (destinataire === null) throw new Error('a request is handed over to someone');
    return { demandeur: destinataire };
  },
};

export type ActeDecide = keyof typeof decisions;

/** The whole update of a request that an act leads there. */
export function decide(acte: ActeDecide, demande: Demande, circonstances: Circonstances): DemandeUpdate {
  const { vers, now } = circonstances;
  return { ...decisions[acte](demande, circonstances), etat: vers, modifiee_le: now };
}

const decided = ({ premiere_decision_le }: Demande, now: Date): DemandeUpdate => ({
  decidee_le: now,
  premiere_decision_le: premiere_decision_le ?? now,
});

/** A reopening that comes to nothing leaves the form as it was granted. */
function asGranted({ accorde }: Circonstances): DemandeUpdate {
  if (accorde === null) throw new Error('a reopened request has a habilitation');
  const { intitule, siret, casUsage, contenu } = accorde;
  return { reouverture: false, intitule, siret, cas_usage: casUsage, contenu, contenu_envoye: accorde };
}
