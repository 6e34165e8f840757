import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { DocumentStore } from '../core/document.ts';
import { TraceJournal } from '../gateway/trace/journal.ts';
import { TraceShipper } from '../gateway/trace/shipper.ts';
import type { Config } from '../platform/config-shape.ts';
import type { Database } from '../platform/database/open-database.ts';
import { createLocalDocumentStore } from '../platform/documents/local-document-store.ts';
import { isApart } from '../platform/roles.ts';
import type { Schema } from '../records/schema.ts';
import { openDatabaseOf } from './database.ts';
import type { Ground } from './ground.ts';
import { keepTraceLines } from './keep-traces.ts';
import { reportDelay, reportJournal } from './observer.ts';
import type { Opened } from './opened.ts';

/** What outlives the process. */
export interface Kept {
  readonly database: Database<Schema>;
  readonly db: Kysely<Schema>;
  readonly journal: TraceJournal;
  /** Last time that a trace could not be written. */
  journalFailedAt(): Date | null;
  readonly shipper: TraceShipper;
  readonly documents: DocumentStore;
}

/** In a folder of this node, or where every node sees them. What speaks with a store is read when there is one. */
async function openDocuments(config: Config, clock: Clock): Promise<DocumentStore> {
  const { publicUrl, documentLifeSeconds: lifeSeconds, s3 } = config;
  const common = { directory: join(config.varDir, 'documents'), publicUrl, lifeSeconds, clock };
  if (s3 === null) return createLocalDocumentStore(common);
  const { createS3DocumentStore } = await import('../platform/documents/s3-document-store.ts');
  return createS3DocumentStore({ ...common, s3 });
}

export async function openKept({ config, places, clock, metrics, log }: Ground, opened: Opened): Promise<Kept> {
  if (isApart(config.roles) && config.databaseUrl === null)
    log.warn(
      'rôles séparés sur une base embarquée : aucun autre nœud ne la voit tant que celui-ci tourne (DATABASE_URL)',
    );
  const database = opened.add(await openDatabaseOf(config, places, log), (it) => it.close());
  const { db } = database;
  let failedAt: Date | null = null;
  const report = reportJournal(log, metrics);
  const onError = (error: Error) => {
    failedAt = new Date(clock.now());
    report(error);
  };
  const journal = opened.add(new TraceJournal(join(config.varDir, 'traces'), onError), (it) => it.close());
  const shipper = new TraceShipper({
    journal,
    keep: keepTraceLines(db, config.varDir, log),
    onDelay: reportDelay(log),
  });
  const documents = opened.add(await openDocuments(config, clock), (it) => it.close());
  return { database, db, journal, journalFailedAt: () => failedAt, shipper, documents };
}
