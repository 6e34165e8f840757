import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sqlStateOf } from './sql-error.ts';

/** Refuses a second process on an embedded database: PGlite would open it without a word and corrupt it. */
export function lockDirectory(directory: string): () => void {
  const file = `${directory}.verrou`;
  mkdirSync(dirname(directory), { recursive: true });
  if (!tryCreate(file)) {
    const holder = readHolder(file);
    if (holder !== null) {
      throw new Error(
        `La base embarquée ${directory} est déjà ouverte par le processus ${holder}. ` +
          `Arrêtez-le, ou donnez DATABASE_URL pour plusieurs nœuds.`,
      );
    }
    rmSync(file, { force: true });
    if (!tryCreate(file))
      throw new Error(`La base embarquée ${directory} est en cours d'ouverture par un autre processus.`);
  }
  return () => rmSync(file, { force: true });
}

function tryCreate(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid} ${startOf(process.pid) ?? ''}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (sqlStateOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file: string): number | null {
  const [pidText = '', start = ''] = readFileSync(file, 'utf8').split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  return start === '' || (startOf(pid) ?? start) === start ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return sqlStateOf(error) === 'EPERM';
  }
}

// A restarted container gives the same pid to another process: only the start time tells them apart.
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'zombie' : fields[19];
  } catch {
    return undefined;
  }
}
