import { createAnnoncer } from '../habilitations/annonces/annoncer.ts';
import { liensSur } from '../habilitations/annonces/liens.ts';
import { demandesOwner } from '../habilitations/annonces/owner.ts';
import { type Annuaire, createAnnuaire } from '../habilitations/annuaire.ts';
import { type Bureau, createBureau } from '../habilitations/bureau.ts';
import { createDelai, type LireDelai } from '../habilitations/delai.ts';
import { type Donnees, donneesOf } from '../habilitations/donnees.ts';
import { createInstruction, type Instruction } from '../habilitations/instruction.ts';
import { createLecture, type Lecture } from '../habilitations/lecture.ts';
import { createOubli } from '../habilitations/oubli.ts';
import { createRelances } from '../habilitations/relances.ts';
import { createSuivi, type Suivi } from '../habilitations/suivi.ts';
import { subscribeByRole } from '../letters/by-role.ts';
import type { Task } from '../platform/schedule.ts';
import { readMentions } from '../portal/shared/mentions.ts';
import { rattachementsOf } from '../records/rattachements.ts';
import type { Admission } from './admission.ts';
import type { EnvoiOwner } from './deliveries.ts';
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
  /** How long a first decision takes. */
  readonly delai: LireDelai;
  /** What applicants read of their requests. */
  readonly suivi: Suivi;
  /** Whether a mail about a request still has a reason to leave. */
  readonly owner: EnvoiOwner;
  readonly upkeep: readonly Task[];
}

/** As long as the two calls may take. */
const SIRENE_MS = 12_000;
const HOUR_MS = 3_600_000;

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
  const annoncer = createAnnoncer({ liens: liensSur(config.publicUrl), donnees, abonner: subscribeByRole });
  const jetonsChanges = () => admission.registerFeed.refresh();
  const bureau = createBureau({ db, clock, donnees, annoncer, jetonsChanges });
  const relancer = createRelances({ db, clock, bureau, annoncer });
  const oublier = createOubli(db, clock);
  const delai = createDelai(db, clock);
  const siretsVerifies = async (compte: string): Promise<readonly string[]> =>
    (await rattachementsOf(db, compte)).filter(({ verifie_le }) => verifie_le !== null).map(({ siret }) => siret);
  const lecture = createLecture({
    db,
    clock,
    donnees,
    annuaire,
    siretsVerifies,
  });
  return {
    donnees,
    annuaire,
    instruction: createInstruction({ db, clock }),
    bureau,
    lecture,
    delai,
    suivi: createSuivi({ db, clock, lecture, delai, siretsVerifies }),
    owner: demandesOwner,
    upkeep: [
      {
        name: 'demandes qui dorment',
        everyMs: HOUR_MS,
        run: async () => {
          const done = await relancer();
          if (done.relancees + done.archivees > 0) log.info(done, 'demandes relancées ou archivées');
        },
      },
      {
        name: 'demandes anciennes',
        everyMs: HOUR_MS,
        run: async () => {
          const gone = await oublier();
          if (gone.demandes + gone.personnes + gone.pieces > 0) log.info(gone, 'demandes anciennes effacées');
        },
      },
    ],
  };
}
