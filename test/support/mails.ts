import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { TestInstance } from './instance.ts';

/** The mails that an instance without a mail server has sent, oldest first; those queued by now are sent first. */
export async function mailsOf(instance: TestInstance): Promise<ParsedMail[]> {
  // Twice: a look already under way may have begun before the last mail was queued.
  for (let look = 0; look < 2; look++) await instance.apie('horloge', 'avancer', '6s');
  const directory = join(instance.varDir, 'mail');
  const files = (await readdir(directory)).filter((name) => name.endsWith('.eml')).sort();
  return Promise.all(files.map(async (name) => simpleParser(await readFile(join(directory, name)))));
}

/** The address in a mail that begins so, as a path of the instance. */
export function linkIn(mail: ParsedMail | undefined, beginning: string): string {
  const links = mail?.text?.match(/https?:\/\/\S+/g) ?? [];
  const paths = links.map((link) => new URL(link).pathname);
  const found = paths.find((path) => path.startsWith(beginning));
  if (found === undefined) throw new Error(`no link to ${beginning} among ${paths.join(', ')}`);
  return found;
}

/** Those to one address, oldest first. */
export async function mailsTo(instance: TestInstance, address: string): Promise<ParsedMail[]> {
  return (await mailsOf(instance)).filter(({ to }) => [to].flat()[0]?.value[0]?.address === address);
}
