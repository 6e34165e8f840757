import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Clock } from '../../core/clock.ts';
import { type DocumentStore, type FoundDocument, StoreAway } from '../../core/document.ts';
import { FileDraft, removeUnfinished } from './file-draft.ts';

export interface S3Options {
  readonly endpoint: string;
  readonly bucket: string;
  /** Before the keys, ended by a slash; may be empty. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

interface S3StoreOptions {
  readonly s3: S3Options;
  /** Where documents are written before they leave. */
  readonly directory: string;
  readonly publicUrl: string;
  readonly lifeSeconds: number;
  readonly clock: Clock;
}

/** 160 random bits, the second when it expires, then what the document is; no identifier. */
const NAME = /^[0-9a-f]{40}([0-9a-z]{8})-[a-z_]+\.(pdf|zip)$/;
/** All that is asked of the store for one document: a call waits for it. */
const PATIENCE_MS = 4000;
const SWEPT_AT_ONCE = 1000;

/**
 * Documents in an S3 store, which every node sees. A name holds its own end: the end of what is gone is told without asking, and
 * keys begin with it, so that the sweep reads what has expired and no more.
 */
export function createS3DocumentStore({ s3, directory, publicUrl, lifeSeconds, clock }: S3StoreOptions): DocumentStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  removeUnfinished(directory);
  const { bucket: Bucket, prefix } = s3;
  const client = new S3Client({
    endpoint: s3.endpoint,
    region: s3.region,
    credentials: { accessKeyId: s3.accessKey, secretAccessKey: s3.secretKey },
    forcePathStyle: true,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1000, socketTimeout: PATIENCE_MS },
    // What goes wrong is thrown to whoever asked, who tells it.
    logger: silent,
    // Stores that are not Amazon's do not all know its newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const keyOf = (end: string, name: string) => `${prefix}${end}/${name}`;
  const within = () => ({ abortSignal: AbortSignal.timeout(PATIENCE_MS) });

  async function put(name: string, end: string, file: string): Promise<void> {
    const { size } = await stat(file);
    const ContentType = name.endsWith('.zip') ? 'application/zip' : 'application/pdf';
    const sent = { Bucket, Key: keyOf(end, name), Body: createReadStream(file), ContentLength: size, ContentType };
    await client.send(new PutObjectCommand(sent), within());
  }

  async function open(Key: string): Promise<NodeJS.ReadableStream> {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key })).catch(away);
    if (!(Body instanceof Readable)) throw new StoreAway('no body');
    return Body;
  }

  return {
    begin: ({ format, label }) => {
      const expiresAt = new Date(clock.now() + lifeSeconds * 1000);
      const end = endOf(expiresAt.getTime());
      const name = `${randomBytes(20).toString('hex')}${end}-${label}.${format}`;
      return new FileDraft(join(directory, name), async (file) => {
        await put(name, end, file);
        await unlink(file);
        return { url: `${publicUrl}/documents/${name}`, expiresAt };
      });
    },
    find: async (name): Promise<FoundDocument> => {
      const [, end] = NAME.exec(name) ?? [];
      if (end === undefined) return { state: 'unknown' };
      if (Number.parseInt(end, 36) * 1000 <= clock.now()) return { state: 'expired' };
      const Key = keyOf(end, name);
      try {
        const { ContentLength = 0 } = await client.send(new HeadObjectCommand({ Bucket, Key }), within());
        return { state: 'available', size: ContentLength, open: () => open(Key) };
      } catch (error) {
        return isAbsent(error) ? { state: 'unknown' } : away(error);
      }
    },
    sweep: async () => {
      let swept = 0;
      for (;;) {
        const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: SWEPT_AT_ONCE }));
        const keys = (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
        const over = keys.filter((key) => hasExpired(key.slice(prefix.length), clock.now()));
        if (over.length > 0)
          await client.send(
            new DeleteObjectsCommand({ Bucket, Delete: { Objects: over.map((Key) => ({ Key })), Quiet: true } }),
          );
        swept += over.length;
        // Keys come in the order of their ends: a page that is not all over is the last.
        if (over.length < keys.length || keys.length < SWEPT_AT_ONCE) return swept;
      }
    },
    close: async () => client.destroy(),
  };
}

const nothing = (): void => undefined;
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Seconds since 1970 in base 36, eight characters: in the order of time until the year 91000. */
const endOf = (milliseconds: number): string =>
  Math.ceil(milliseconds / 1000)
    .toString(36)
    .padStart(8, '0');

function hasExpired(key: string, now: number): boolean {
  const end = /^([0-9a-z]{8})\//.exec(key)?.[1];
  return end !== undefined && Number.parseInt(end, 36) * 1000 <= now;
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey');

function away(cause: unknown): never {
  throw new StoreAway('the store of documents does not answer', { cause });
}
