import {
  envoisDepuis,
  insertConsultations,
  isEnvoiPris,
  lockConsultationsDe,
  type NouvelleConsultation,
} from '../records/consultations.ts';
import type { Work } from '../records/work.ts';
import type { Issue } from './issue.ts';
import { consultationsParHeure } from './regles.ts';

const HOUR_MS = 3_600_000;

interface Envoi {
  readonly envoi: string;
  readonly agent: string;
  readonly faiteLe: Date;
  readonly lignes: readonly NouvelleConsultation[];
}

/** Writes what is about to be looked up, once for each form and no more than an hour allows. Nothing is called without it. */
export async function inscrire(
  work: Work,
  { envoi, agent, faiteLe, lignes }: Envoi,
): Promise<'inscrite' | Exclude<Issue, { etat: 'faite' }>> {
  await lockConsultationsDe(work, agent);
  if (await isEnvoiPris(work, envoi)) return { etat: 'deja' };
  const { nombre, premier } = await envoisDepuis(work, agent, new Date(faiteLe.getTime() - HOUR_MS));
  if (nombre >= consultationsParHeure) {
    const wait = (premier?.getTime() ?? faiteLe.getTime()) + HOUR_MS - faiteLe.getTime();
    return { etat: 'trop', minutes: Math.max(1, Math.ceil(wait / 60_000)) };
  }
  return (await insertConsultations(work, lignes)) ? 'inscrite' : { etat: 'deja' };
}
