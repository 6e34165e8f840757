import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import {
  type AgentHabilite,
  agentsDe,
  countAgents,
  findAgent,
  type HabilitationUtilisable,
  habilitationUtilisablePar,
  insertAgent,
  removeAgent,
} from '../records/agents-habilites.ts';
import type { Compte } from '../records/comptes.ts';
import { consultationsParJour, type JourDAgent } from '../records/consultations.ts';
import { queueMail } from '../records/envois.ts';
import { type Db, together } from '../records/work.ts';
import { courrielAutorisation, courrielRetrait } from './courriels.ts';
import { agentsParDemande } from './regles.ts';

const DAY_MS = 86_400_000;
const PAGE = 20;
/** Days that are counted, and lines of them at most. */
export const joursComptes = 30;
export const joursLus = 200;

/** Those whom an applicant lets in, and how much they look up. */
export interface AgentsLus {
  readonly agents: readonly AgentHabilite[];
  readonly nombre: number;
  readonly page: number;
  readonly pages: number;
  readonly jours: readonly JourDAgent[];
}

export type Autorisation = 'faite' | 'deja' | 'complet' | 'soi' | 'trop';

interface Autoriser {
  readonly email: string;
  readonly fin: Date | null;
  /** Where it is asked from: so many mails leave for a network, and no more. */
  readonly adresse: string;
}

/** What the applicant of a request does about its agents; nothing of it is anyone else's. */
export interface BureauAgents {
  /** Null when this person is not the applicant of what was granted. */
  mienne(compte: string, habilitation: string): Promise<HabilitationUtilisable | null>;
  lire(habilitation: HabilitationUtilisable, page: number): Promise<AgentsLus>;
  trouver(habilitation: HabilitationUtilisable, id: string): Promise<AgentHabilite | null>;
  autoriser(de: Compte, habilitation: HabilitationUtilisable, qui: Autoriser): Promise<Autorisation>;
  /** False when he was not authorised any more. */
  retirer(de: Compte, habilitation: HabilitationUtilisable, id: string): Promise<boolean>;
}

interface AgentsOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** False when this network has asked, or this e-mail has received, too much. */
  readonly mayMail: (adresse: string, email: string) => Promise<boolean>;
}

export function createBureauAgents({ db, clock, publicUrl, mayMail }: AgentsOptions): BureauAgents {
  const now = () => new Date(clock.now());
  return {
    mienne: async (compte, id) => {
      const found = await habilitationUtilisablePar(db, { compte, id }, now());
      return found?.qualite === 'demandeur' ? found : null;
    },
    lire: async ({ demande }, asked) => {
      const nombre = await countAgents(db, demande);
      const pages = Math.max(1, Math.ceil(nombre / PAGE));
      const page = Math.min(Math.max(asked, 1), pages);
      const since = new Date(clock.now() - joursComptes * DAY_MS);
      const [agents, jours] = await Promise.all([
        agentsDe(db, demande, { offset: (page - 1) * PAGE, limit: PAGE }),
        consultationsParJour(db, demande, { since, limit: joursLus }),
      ]);
      return { agents, nombre, page, pages, jours };
    },
    trouver: async ({ demande }, id) => (await findAgent(db, demande, id)) ?? null,
    autoriser: async (de, habilitation, { email, fin, adresse }) => {
      const { demande } = habilitation;
      if (email === de.email) return 'soi';
      if ((await countAgents(db, demande)) >= agentsParDemande) return 'complet';
      if (!(await mayMail(adresse, email))) return 'trop';
      return together(db, async (work) => {
        const at = now();
        const agent = { id: randomUUID(), demande, email, ajoute_par: de.id, ajoute_le: at, fin_le: fin };
        if (!(await insertAgent(work, agent))) return 'deja';
        await queueMail(work, courrielAutorisation({ email, de, habilitation, publicUrl }, fin), at);
        return 'faite';
      });
    },
    retirer: (de, habilitation, id) =>
      together(db, async (work) => {
        const agent = await removeAgent(work, habilitation.demande, id);
        if (agent === undefined) return false;
        await queueMail(work, courrielRetrait({ email: agent.email, de, habilitation }), now());
        return true;
      }),
  };
}
