import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyEmptyDatabase, migrationsDirectory, openTest } from '../../src/records/databases.fixture.ts';
import type { Db } from '../../src/records/work.ts';
import { createIncidentDesk, type IncidentDesk, type OpenInput } from '../../src/watch/incidents/desk.ts';
import {
  createMaintenanceDesk,
  type MaintenanceDesk,
  type MaintenanceInput,
} from '../../src/watch/maintenances/desk.ts';
import type { Notice, Tell } from '../../src/watch/notice.ts';

export interface Desks {
  readonly incidents: IncidentDesk;
  readonly maintenances: MaintenanceDesk;
  /** What subscribers have been told. */
  readonly told: Notice[];
}

export const PUBLIC_URL = 'https://entreprise.example';

/** The desks on a database, their subscribers a list. */
export function desksOn(db: Db, now: () => number = Date.now, tell?: Tell): Desks {
  const told: Notice[] = [];
  const options = {
    db,
    clock: { now },
    publicUrl: PUBLIC_URL,
    tell:
      tell ??
      (async (_work, notice) => {
        told.push(notice);
      }),
    changed: () => Promise.resolve(),
  };
  return { incidents: createIncidentDesk(options), maintenances: createMaintenanceDesk(options), told };
}

/** A state folder whose database holds what is written in it, for an instance to start on. */
export async function seededFolder(write: (desks: Desks) => Promise<void>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'apie-'));
  await copyEmptyDatabase(directory, join(directory, 'base'));
  const onError = (error: Error): never => {
    throw error;
  };
  const base = await openTest({
    options: { directory: join(directory, 'base'), migrationsDirectory, onError },
    stop: () => rm(directory, { recursive: true, force: true }),
  });
  await write(desksOn(base.db));
  await base.close();
  return directory;
}

export const anIncident = (changes: Partial<OpenInput> = {}): OpenInput => ({
  titre: 'Réponses lentes de la MSA',
  gravite: 'mineure',
  etat: 'investigation',
  endpoints: ['cotisations_msa'],
  texte: 'Nous cherchons la cause.',
  prochaineAction: 'Point avec la MSA à 15 h',
  finPrevueLe: null,
  brouillon: false,
  ...changes,
});

export const aMaintenance = (changes: Partial<MaintenanceInput> = {}): MaintenanceInput => ({
  titre: 'Changement de certificat',
  texte: 'Le certificat de la MSA est remplacé.',
  endpoints: ['cotisations_msa'],
  debut: new Date(Date.now() + 3_600_000),
  fin: new Date(Date.now() + 2 * 3_600_000),
  coupure: true,
  ...changes,
});
