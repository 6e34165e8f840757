import { resolve } from 'node:path';
import { type DatabaseOptions, openDatabase } from '../platform/database/open-database.ts';
import { insertJetons } from './jetons.ts';
import { aJeton, aTrace } from './samples.fixture.ts';
import type { Schema } from './schema.ts';
import { insertTraces } from './traces.ts';

// A node in a process of its own: `ferme` writes once and closes, `ecrit` writes until it is killed.
const [action = '', directory = '', migrationsDirectory = ''] = process.argv.slice(2);
const options: DatabaseOptions = { directory: resolve(directory), migrationsDirectory, onError: () => undefined };
const { db, close } = await openDatabase<Schema>(options);
do {
  const jeton = aJeton();
  const trace = aTrace();
  await Promise.all([insertJetons(db, [jeton]), insertTraces(db, [trace])]);
  process.stdout.write(`${jeton.jti} ${trace.request_id}\n`);
} while (action === 'ecrit');
await close();
