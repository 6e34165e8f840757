import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { addCalendarMonths } from '../../core/dates/durations.ts';
import { Refused } from '../../core/refused.ts';
import { tokenLifeMonths } from '../../core/terms.ts';
import { insertDemandeEvenement } from '../../records/demande-evenements.ts';
import { holdDemande } from '../../records/demandes.ts';
import { queueMails } from '../../records/envois.ts';
import { insertJetons } from '../../records/jetons.ts';
import {
  concludeProlongation,
  holdJeton,
  keepReponses,
  type Reponses,
  reponsesDe,
  type SituationDuJeton,
  situationDuJeton,
} from '../../records/prolongations.ts';
import { type Db, together, type Work } from '../../records/work.ts';
import { courrielsProlongation } from './courriels.ts';
import { type Reponse, type Suite, sansReponse, suiteDe } from './etapes.ts';
import { type Empechement, empechement } from './regle.ts';

/** A prolongation under way, for who may make it. */
export interface EnCours {
  readonly situation: SituationDuJeton;
  readonly reponses: Reponses;
  readonly suite: Suite;
  /** When the new token would end, if it were made now. */
  readonly fin: Date;
}

/** Why nothing is to be prolonged here, for who asked for the token. */
export interface Empeche {
  readonly empechement: Empechement;
}

export interface Prolongation {
  /** Null when the token is not one that he asked for. */
  lire(compte: string, jti: string): Promise<EnCours | Empeche | null>;
  /** Keeps what was answered on a screen: it is found again whenever he comes back. */
  repondre(compte: string, jti: string, reponse: Reponse): Promise<EnCours | Empeche | null>;
  /** Makes the new token, once. Throws `Refused` when it cannot be. */
  conclure(compte: string, jti: string): Promise<void>;
}

interface ProlongationOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** Told once the new token is kept: every gate has to know it. */
  readonly jetonsChanges: () => Promise<void>;
}

/** A token near its end, of which nothing has changed: another one is made beside it at once, and nobody examines it. */
export function createProlongation(options: ProlongationOptions): Prolongation {
  const { db, clock, jetonsChanges } = options;

  const lire: Prolongation['lire'] = async (compte, jti) => {
    const situation = await situationDuJeton(db, jti);
    if (situation === undefined || situation.demandeur !== compte) return null;
    const now = clock.now();
    const obstacle = empechement(situation, compte, now);
    if (obstacle !== null) return { empechement: obstacle };
    const reponses = (await reponsesDe(db, jti, compte)) ?? sansReponse;
    return { situation, reponses, suite: suiteDe(reponses), fin: finDe(now) };
  };

  return {
    lire,
    repondre: async (compte, jti, reponse) => {
      const lu = await lire(compte, jti);
      if (lu === null || 'empechement' in lu) return lu;
      await together(db, (work) => keepReponses(work, { jti, compte }, reponse, new Date(clock.now())));
      return lire(compte, jti);
    },
    conclure: async (compte, jti) => {
      await together(db, (work) => conclure(work, compte, jti, options));
      await jetonsChanges();
    },
  };
}

const finDe = (now: number) => addCalendarMonths(new Date(now), tokenLifeMonths);

async function conclure(work: Work, compte: string, jti: string, options: ProlongationOptions): Promise<void> {
  const { clock, publicUrl } = options;
  const ancien = await held(work, jti);
  const at = new Date(clock.now());
  if (empechement(ancien, compte, at.getTime()) !== null)
    throw new Refused('Ce jeton ne peut plus être prolongé : relisez où il en est.');
  const suite = suiteDe((await reponsesDe(work, jti, compte)) ?? sansReponse);
  if (!('etape' in suite) || suite.etape !== 'resume')
    throw new Refused('Répondez d’abord à chaque question : le jeton n’est prolongé que si rien n’a changé.');
  const nouveau = randomUUID();
  const fin = finDe(at.getTime());
  const { sujet, roles, usage, habilitation } = ancien;
  const life = { cree_le: at, expire_le: fin, revoque_le: null, banni_le: null };
  await insertJetons(work, [{ jti: nouveau, uid: compte, sujet, roles, usage, habilitation, ...life }]);
  await concludeProlongation(work, { jti, compte, nouveau, at });
  await insertDemandeEvenement(work, {
    demande: ancien.demande,
    acte: 'prolonger',
    auteur: compte,
    auteurNom: ancien.demandeur_nom,
    le: at,
    de: ancien.demande_etat,
    vers: ancien.demande_etat,
    motif: '',
    changements: [],
  });
  await queueMails(work, courrielsProlongation(ancien, { nouveau, fin, publicUrl }), at);
}

/** The token and its request, until the end of the transaction: whoever decides on either at the same time waits. */
async function held(work: Work, jti: string): Promise<SituationDuJeton> {
  const found = await situationDuJeton(work, jti);
  if (found !== undefined) {
    await holdDemande(work, found.demande);
    await holdJeton(work, jti);
  }
  const situation = await situationDuJeton(work, jti);
  if (situation === undefined) throw new Refused('Ce jeton n’existe pas.');
  return situation;
}
