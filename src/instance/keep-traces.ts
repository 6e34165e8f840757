import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { sqlStateOf } from '../platform/database/sql-error.ts';
import type { Log } from '../platform/observability/log.ts';
import type { Schema } from '../records/schema.ts';
import { insertTraceLines, insertTraces, type Trace, UnstorableTraces } from '../records/traces.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const line = Compile(
  Type.Object({
    request_id: Type.String(),
    recu_le: Type.String(),
    endpoint: Type.String(),
    identifiant: Type.String(),
    statut: Type.Number(),
    statut_fournisseur: Type.Union([Type.Number(), Type.Null()]),
    jti: Type.String(),
    uid: Type.String(),
    context: textOrNull,
    recipient: textOrNull,
    object: textOrNull,
    user_id: textOrNull,
    adresse: Type.String(),
    duree_ms: Type.Number(),
    avertissements: Type.Array(Type.String()),
    code_erreur: textOrNull,
  }),
);

/** Takes lines of the journal to the database. A line that can never be kept there is set aside in a file, not lost. */
export function keepTraceLines(
  db: Kysely<Schema>,
  varDir: string,
  log: Log,
): (lines: readonly string[]) => Promise<void> {
  async function setAside(lines: readonly string[]): Promise<void> {
    const file = join(varDir, 'traces-illisibles.ndjson');
    log.error({ lignes: lines.length, fichier: file }, 'traces illisibles mises de côté');
    await appendFile(file, lines.map((text) => `${text}\n`).join(''), { mode: 0o600 });
  }

  async function keepOneByOne(lines: readonly string[]): Promise<void> {
    const traces: Trace[] = [];
    const unreadable: string[] = [];
    for (const text of lines) {
      const trace = parse(text);
      if (trace === null) unreadable.push(text);
      else traces.push(trace);
    }
    try {
      await insertTraces(db, traces);
    } catch (error) {
      if (!(error instanceof UnstorableTraces)) throw error;
      unreadable.push(...error.traces.map((trace) => JSON.stringify(trace)));
    }
    if (unreadable.length > 0) await setAside(unreadable);
  }

  return async (lines) => {
    try {
      await insertTraceLines(db, lines);
    } catch (error) {
      if (!isAboutTheData(error)) throw error;
      await keepOneByOne(lines);
    }
  };
}

/** Classes 22 (data exception) and 23 (integrity), or a month that is not one: a line is to blame, not the database. */
function isAboutTheData(error: unknown): boolean {
  return error instanceof RangeError || /^2[23]/.test(sqlStateOf(error) ?? '');
}

function parse(text: string): Trace | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return line.Check(value) ? { ...value, recu_le: new Date(value.recu_le) } : null;
}
