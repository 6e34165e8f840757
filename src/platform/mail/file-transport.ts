import { mkdirSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import type { MailTransport, OutgoingMail } from '../../core/outgoing.ts';
import { compose, type Sender } from './compose.tsx';

export interface MailFolder extends MailTransport {
  /** The message as it was written; null when it is not there. */
  read(mail: Pick<OutgoingMail, 'id' | 'date'>): Promise<Buffer | null>;
  /** Removes messages older than this; gives how many. */
  sweep(before: Date): Promise<number>;
}

/** Without a mail server, mails are files that any mail program opens. */
export function createMailFolder(directory: string, from: Sender): MailFolder {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    send: async (mail) => {
      const { message } = await composer.sendMail(await compose(mail, from));
      const file = join(directory, nameOf(mail));
      await writeFile(`${file}.part`, message, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
    read: (mail) => readFile(join(directory, nameOf(mail))).catch(nullWhenAbsent),
    sweep: async (before) => {
      const limit = stampOf(before);
      const old = (await readdir(directory)).filter((name) => /^\d/.test(name) && name < limit);
      await Promise.all(old.map((name) => rm(join(directory, name), { force: true })));
      return old.length;
    },
    close: () => composer.close(),
  };
}

/** In the order of time, and the same at each try: a mail written twice is one file. */
function nameOf({ id, date }: Pick<OutgoingMail, 'id' | 'date'>): string {
  return `${stampOf(date)}-${id}.eml`;
}

function stampOf(date: Date): string {
  return date.toISOString().replace(/[:.]/g, '-');
}

function nullWhenAbsent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
