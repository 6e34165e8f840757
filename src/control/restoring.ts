import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../commands/command.ts';
import { CannotRestore, checkBackup, restoreBackup } from '../platform/backup/restore-backup.ts';
import { firstOf } from '../platform/backup/state-files.ts';
import type { Report } from '../platform/backup/write-backup.ts';
import { startControlServer } from './control-server.ts';
import { controlSocketPath } from './socket-path.ts';

interface RestoringOptions {
  readonly folder: string;
  readonly varDir: string;
  readonly databaseUrl: string | null;
  /** Of this program. */
  readonly migrations: string;
  readonly emptyDatabase: string;
  readonly report: Report;
}

/** Puts a backup back where nothing is, and keeps any instance out meanwhile. Yields what to tell. */
export async function* restore(options: RestoringOptions): AsyncGenerator<string> {
  const { folder, varDir, databaseUrl, migrations, emptyDatabase, report } = options;
  const first = await firstOf(varDir);
  if (first !== null)
    throw new CommandError(
      `${varDir} n'est pas vide (${first}) : rien n'est jamais écrit par-dessus. Donnez un autre VAR_DIR, ou mettez celui-ci de côté.`,
    );
  try {
    const manifest = await checkBackup(folder);
    await mkdir(varDir, { recursive: true, mode: 0o700 });
    const socket = await startControlServer(controlSocketPath(varDir));
    const database = {
      ...(databaseUrl === null ? {} : { url: databaseUrl }),
      directory: join(varDir, 'base'),
      migrationsDirectory: migrations,
      template: emptyDatabase,
      onError: () => undefined,
    };
    await restoreBackup(manifest, { folder, varDir, database, report }).finally(() => socket.close());
    const rows = manifest.base.tables.reduce((sum, table) => sum + table.rows, 0);
    yield `Sauvegarde du ${manifest.faite_le} restaurée : ${rows} lignes, ${manifest.etat.length} fichiers.`;
    yield 'Démarrez le service : il mettra la base au schéma de cette version.';
    if (manifest.secret_des_jetons === 'configuration')
      yield "Le secret des jetons n'était pas dans la sauvegarde : donnez le même JETON_SECRET (et JETON_KID) qu'alors.";
  } catch (error) {
    throw error instanceof CannotRestore ? new CommandError(error.message) : error;
  }
}
