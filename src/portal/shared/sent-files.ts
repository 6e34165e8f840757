import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type FileKind, fileKindOf, fileKinds, fileNameOf } from '../../core/file-kind.ts';
import type { NewPiece } from '../../records/pieces.ts';

/** A file as it came: nothing of it is believed yet. */
interface SentFile {
  readonly field: string;
  readonly name: string;
  /** Empty when it is too large: nothing of it was kept. */
  readonly bytes: Buffer;
  readonly isTooLarge: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What `receiveFiles` has read; null on a route that it does not serve, or for a form sent without files. */
    sentFiles: readonly SentFile[] | null;
  }
}

interface ReceivedFiles {
  /** How many in one form. */
  readonly files: number;
  /** Each. */
  readonly maxBytes: number;
}

/** A form that cannot be read to its end, or whose length cannot be told before. */
class UnreadableForm extends Error {
  readonly statusCode: number;
  constructor(statusCode: number, why: string) {
    super(why);
    this.statusCode = statusCode;
  }
}

const FIELDS = 60;
const FIELD_BYTES = 100_000;
/** So much more than allowed is still read and thrown away, so that who sends it gets a page with what he typed. */
const PATIENCE = 10;

/**
 * Lets the routes of this part of the portal receive forms with files (`<Form withFiles>`, `FileField`). Fields are in
 * `request.body` as those of any form, before the guard of forms reads its token there; files are in memory, each and all
 * bounded, and `piecesOf` judges them. A file too large is no error here: the page that asked for it says so, with what was typed.
 */
export async function receiveFiles(app: FastifyInstance, { files, maxBytes }: ReceivedFiles): Promise<void> {
  await app.register(multipart, {
    limits: { files, fields: FIELDS, parts: FIELDS + files, fileSize: maxBytes, fieldSize: FIELD_BYTES },
    throwFileSizeLimit: false,
  });
  app.decorateRequest('sentFiles', null);
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    refuseEndless(request, PATIENCE * (files * maxBytes + FIELD_BYTES));
    const form = await readForm(request);
    request.body = form.fields;
    request.sentFiles = form.files;
  });
}

function refuseEndless({ headers }: FastifyRequest, maxBytes: number): void {
  const length = headers['content-length'];
  if (length === undefined) throw new UnreadableForm(411, 'formulaire sans longueur');
  if (Number(length) > maxBytes) throw new UnreadableForm(413, 'formulaire trop long');
}

async function readForm(request: FastifyRequest) {
  const fields: Record<string, unknown> = {};
  const files: SentFile[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        const { fieldname, value } = part;
        fields[fieldname] = fieldname in fields ? [fields[fieldname], value].flat() : value;
        continue;
      }
      const bytes = await part.toBuffer();
      const isTooLarge = part.file.truncated;
      // What a browser sends of a field left empty.
      if (!part.filename && bytes.length === 0) continue;
      const { fieldname: field, filename: name } = part;
      files.push({ field, name, bytes: isTooLarge ? Buffer.alloc(0) : bytes, isTooLarge });
    }
  } catch (error) {
    const isTold = typeof error === 'object' && error !== null && 'statusCode' in error;
    throw isTold ? error : new UnreadableForm(400, 'formulaire mal formé');
  }
  return { fields, files };
}

/** What a field of files accepts. */
export interface FileRule {
  readonly kinds: readonly FileKind[];
  readonly maxBytes: number;
}

/** The files of a field, ready to be kept; or the sentence that says what is wrong with the first that cannot be. */
export type JudgedFiles =
  | { readonly pieces: readonly NewPiece[] }
  | { readonly fault: string; readonly status: 413 | 422 };

/** Believes the bytes alone: of what the browser says, only the name is used, made safe, with the extension of what the file is. */
export function piecesOf({ sentFiles }: FastifyRequest, field: string, rule: FileRule): JudgedFiles {
  const pieces: NewPiece[] = [];
  for (const { name, bytes, isTooLarge } of (sentFiles ?? []).filter((file) => file.field === field)) {
    if (isTooLarge)
      return { fault: `Ce fichier dépasse ${megabytes(rule)}. Réduisez-le, ou découpez-le.`, status: 413 };
    if (bytes.length === 0) return { fault: 'Ce fichier est vide. Choisissez-en un autre.', status: 422 };
    const kind = fileKindOf(bytes, rule.kinds);
    if (kind === null) {
      const fault = `Ce fichier n’est pas lisible comme ${kindWords(rule)}, quel que soit son nom. Choisissez-en un autre.`;
      return { fault, status: 422 };
    }
    pieces.push({ nom: fileNameOf(name, kind), type_mime: fileKinds[kind].mime, contenu: bytes });
  }
  return { pieces };
}

/** Whether a file of this field came, right or wrong: a browser forgets it when the form is shown again. */
export function hasFile({ sentFiles }: FastifyRequest, field: string): boolean {
  return (sentFiles ?? []).some((file) => file.field === field);
}

/** « 5 Mo ». */
export function megabytes({ maxBytes }: Pick<FileRule, 'maxBytes'>): string {
  return `${Math.floor(maxBytes / 1_000_000)}\u00a0Mo`;
}

/** « PNG, JPEG, WebP ou PDF ». */
export function kindWords({ kinds }: Pick<FileRule, 'kinds'>): string {
  const labels = kinds.map((kind) => fileKinds[kind].label);
  return labels.length < 2 ? (labels[0] ?? '') : `${labels.slice(0, -1).join(', ')} ou ${labels.at(-1)}`;
}

/** What a file dialog proposes. */
export function acceptedNames({ kinds }: Pick<FileRule, 'kinds'>): string {
  return kinds.flatMap((kind) => fileKinds[kind].extensions.map((extension) => `.${extension}`)).join(',');
}
