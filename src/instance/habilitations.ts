import { addCalendarMonths } from '../core/dates/durations.ts';
import { usualInstructionDays } from '../core/terms.ts';
import { type Annuaire, createAnnuaire } from '../habilitations/annuaire.ts';
import { type Bureau, createBureau } from '../habilitations/bureau.ts';
import { type Donnees, donneesOf } from '../habilitations/donnees.ts';
import { createInstruction, type Instruction } from '../habilitations/instruction.ts';
import { createLecture, type Lecture } from '../habilitations/lecture.ts';
import { readMentions } from '../portal/shared/mentions.ts';
import { delaisDepuis } from '../records/demandes.ts';
import type { Admission } from './admission.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import { openOwnDoor } from './own-door.ts';
import { askSirene } from './sirene.ts';

/** Requests for access: where they are written, what may be read of them, and what they are about. */
export interface Habilitations {
  readonly bureau: Bureau;
  readonly lecture: Lecture;
  readonly instruction: Instruction;
  readonly donnees: Donnees;
  readonly annuaire: Annuaire;
  /** How long first decisions have taken lately, in days. */
  readonly delai: () => Promise<{ readonly median: number | null; readonly p80: number }>;
}

/** As long as the two calls may take. */
const SIRENE_MS = 12_000;
const DELAY_MONTHS = 6;
const DAY_S = 86_400;

export function openHabilitations(ground: Ground, kept: Kept, admission: Admission): Habilitations {
  const { config, clock, endpoints, papersOf, log } = ground;
  const { db } = kept;
  const donnees = donneesOf(
    endpoints.map(({ name, title, scopes, providers }) => {
      const { categorie, ouverture } = papersOf(name).sheet;
      return { name, title, scopes, provider: providers[0]?.name ?? '', categorie, ouverture };
    }),
  );
  const door = openOwnDoor(ground, kept, admission, {
    used: ['entreprises', 'etablissements'],
    subject: 'Demandes d’accès : organisation du demandeur',
    usage: 'protege',
    siret: readMentions(config.mentionsFile).editeur.siret,
    context: 'Demandes d’accès',
    object: 'organisation-du-demandeur',
    timeoutMs: SIRENE_MS,
  });
  const annuaire = createAnnuaire({
    db,
    clock,
    demander: async (siret) =>
      door === null
        ? { etat: 'indisponible' }
        : askSirene(door, siret, (error) => log.warn({ err: error }, 'organisation d’une demande : Sirene')),
  });
  return {
    donnees,
    annuaire,
    instruction: createInstruction({ db, clock }),
    delai: async () => {
      const measured = await delaisDepuis(db, addCalendarMonths(new Date(clock.now()), -DELAY_MONTHS));
      if (measured === null) return { median: null, p80: usualInstructionDays };
      const days = (seconds: number) => Math.max(1, Math.ceil(seconds / DAY_S));
      return { median: days(measured.median), p80: days(measured.p80) };
    },
    bureau: createBureau({
      db,
      clock,
      donnees,
      annoncer: async () => {},
      jetonsChanges: () => admission.registerFeed.refresh(),
    }),
    lecture: createLecture({
      db,
      clock,
      donnees,
      annuaire,
      siretsVerifies: async () => [],
    }),
  };
}
