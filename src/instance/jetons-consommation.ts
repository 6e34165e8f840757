import { randomUUID } from 'node:crypto';
import type { CounterRule } from '../gateway/volume/limits.ts';
import type { SharedCounters } from '../gateway/volume/shared-counters.ts';
import { createAvertissements } from '../jetons/consommation/avertissements.ts';
import { createLectureBannissements, type LectureBannissements } from '../jetons/consommation/bannissements.ts';
import { type CeQuiTouche, createCeQuiTouche } from '../jetons/consommation/ce-qui-touche.ts';
import { ADRESSE, type Fenetre, type FenetresDe, type Regles } from '../jetons/consommation/compteurs.ts';
import { createLectureConsommation, type LectureConsommation } from '../jetons/consommation/lecture.ts';
import type { Task } from '../platform/schedule.ts';
import { dropOldConsommation } from '../records/consommation.ts';
import { dropFenetresFinies, fenetresDesAutres, keepFenetres } from '../records/fenetres-en-cours.ts';
import type { Admission } from './admission.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

/** What tokens consume, what bans their addresses, and what touches them. */
export interface Consommations {
  readonly lecture: LectureConsommation;
  readonly bannissements: LectureBannissements;
  readonly ceQuiTouche: (compte: string) => Promise<CeQuiTouche>;
  /** What each node that lets calls in does for those that show them. */
  readonly publishing: readonly Task[];
  /** What is done once for all nodes. */
  readonly upkeep: readonly Task[];
}

const HOUR_MS = 3_600_000;
/** A page is late by that much on what another node counts. */
const PUBLISHED_EVERY_MS = 5000;
const TOLD_EVERY_MS = 10_000;
/** The window of an address that calls less than that share of its ceiling is not worth a row. */
const WORTH_TELLING = 0.05;

export function openConsommations(ground: Ground, kept: Kept, admission: Admission): Consommations {
  const { config, clock, endpoints, log } = ground;
  const { db, database } = kept;
  const { counters, shared } = admission;
  const regles = reglesOf(ground);
  const noeud = randomUUID();
  // An embedded database has one node: what it counts is here. Nodes that count together have nothing to publish.
  const isPublished = database.kind === 'postgresql' && shared === null;

  const fenetresDe: FenetresDe = async (cles) => {
    const now = clock.now();
    if (shared !== null) return fenetresPartagees(shared, regles, cles);
    const here = [...regles.compteurs.map(({ nom }) => nom), ADRESSE].flatMap((compteur) =>
      cles.flatMap((cle): Fenetre[] => {
        const window = counters.peek(compteur, cle, now);
        return window === null ? [] : [{ compteur, cle, nombre: window.count, fin: new Date(window.endsAt) }];
      }),
    );
    return isPublished ? [...here, ...(await fenetresDesAutres(db, noeud, cles, new Date(now)))] : here;
  };

  async function publish(): Promise<void> {
    const windows: Fenetre[] = [];
    for (const { rule, key, count, endsAt } of counters.live(clock.now())) {
      if (rule !== ADRESSE || count >= WORTH_TELLING * regles.plafond.limite)
        windows.push({ compteur: rule, cle: key, nombre: count, fin: new Date(endsAt) });
    }
    await keepFenetres(db, noeud, windows);
  }

  const avertir = createAvertissements({ db, clock, regles, publicUrl: config.publicUrl });
  const reading = { db, clock, regles };
  return {
    lecture: createLectureConsommation({ ...reading, fenetresDe }),
    bannissements: createLectureBannissements(reading),
    ceQuiTouche: createCeQuiTouche({ db, clock, services: endpoints }),
    publishing:
      isPublished && config.roles.has('gateway')
        ? [{ name: 'fenêtres en cours', everyMs: PUBLISHED_EVERY_MS, run: publish }]
        : [],
    upkeep: [
      {
        name: 'refus répétés et bannissements à annoncer',
        everyMs: TOLD_EVERY_MS,
        run: async () => {
          const told = await avertir();
          if (told > 0) log.info({ courriels: told }, 'refus répétés ou bannissements annoncés');
        },
      },
      {
        name: 'consommation ancienne',
        everyMs: HOUR_MS,
        run: async () => {
          await dropOldConsommation(db, new Date(clock.now()));
          await dropFenetresFinies(db, new Date(clock.now()));
        },
      },
    ],
  };
}

/** What all nodes have counted together. */
async function fenetresPartagees(
  shared: SharedCounters,
  { compteurs, plafond }: Regles,
  cles: readonly string[],
): Promise<Fenetre[]> {
  const rules: CounterRule[] = [
    ...compteurs.map(({ nom, limite, fenetreMs }) => ({ name: nom, limit: limite, windowMs: fenetreMs })),
    { name: ADRESSE, limit: plafond.limite, windowMs: plafond.fenetreMs },
  ];
  const asked = rules.flatMap((rule) => cles.map((key) => ({ rule, key })));
  const counts = await shared.read(asked);
  return asked.flatMap(({ rule, key }, rank) => {
    const count = counts[rank] ?? null;
    return count === null ? [] : [{ compteur: rule.name, cle: key, nombre: count.count, fin: new Date(count.endsAt) }];
  });
}

/** The limits as pages and mails tell them. */
function reglesOf({ rooms, limits }: Ground): Regles {
  const counters = new Map(rooms.map(({ counter }) => [counter.name, counter]));
  const { json } = limits.groupes;
  if (!counters.has('json'))
    counters.set('json', { name: 'json', limit: json.limite, windowMs: limits.fenetre_s * 1000 });
  const { adresse, bannissement } = limits;
  return {
    compteurs: [...counters.values()].map(({ name, limit, windowMs }) => ({
      nom: name,
      limite: limit,
      fenetreMs: windowMs,
      services: rooms.filter(({ counter }) => counter.name === name).map(({ endpoint }) => endpoint),
    })),
    plafond: { limite: adresse.plafond, fenetreMs: adresse.fenetre_s * 1000 },
    bannissement: {
      dureeMs: bannissement.duree_s * 1000,
      refus: { nombre: bannissement.refus.nombre, fenetreMs: bannissement.refus.fenetre_s * 1000 },
    },
  };
}
