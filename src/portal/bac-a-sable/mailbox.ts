import type { Courriel } from '../../records/courriels.ts';

/** The mails of a sandbox, sent or waiting. */
export interface Mailbox {
  /** Where they go: files, or a mail server. */
  readonly leavesBy: 'fichiers' | 'smtp';
  count(): Promise<number>;
  /** The newest first; pages are numbered from 1. */
  list(page: { readonly page: number; readonly size: number }): Promise<Courriel[]>;
  find(id: string): Promise<Courriel | null>;
  /** The message as it left; null when there is no file of it. */
  read(courriel: Courriel): Promise<Buffer | null>;
}
