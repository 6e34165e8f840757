import { readBounce } from '../platform/mail/bounce.ts';
import { type Attached, type Command, CommandError } from './command.ts';
import { readArguments } from './options.ts';

/** Far above any report: some bring the whole mail back. */
const MAX_BYTES = 5_000_000;

export const courrielRebond: Command = {
  name: 'courriel rebond',
  usage: 'FICHIER.eml',
  purpose:
    'Note qu’un courriel déjà parti n’a pas été remis, d’après l’avis (RFC 3464) que le serveur du destinataire a renvoyé à MAIL_FROM.',
  attaches: (args) => args.find((word) => !word.startsWith('-')) ?? null,
  async *run(args, { noteBounce }, caller) {
    readArguments(args, [], 1);
    if (caller.attached === null) throw new CommandError('Donnez le fichier de l’avis : courriel rebond FICHIER.eml');
    const bounce = readBounce(await textOf(caller.attached));
    if (bounce === null)
      throw new CommandError('Ce message n’est pas un avis de non-remise définitif d’un courriel : rien n’est changé.');
    const destination = await noteBounce(bounce.candidates, bounce.reason);
    if (destination === null)
      throw new CommandError('Aucun courriel parti d’ici et encore connu ne répond à cet avis, ou il est déjà noté.');
    yield `Courriel à ${destination} : non remis (${bounce.reason}).`;
  },
};

async function textOf({ name, size, bytes }: Attached): Promise<string> {
  if (size > MAX_BYTES) throw new CommandError(`« ${name} » est trop lourd pour un avis de non-remise.`);
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}
