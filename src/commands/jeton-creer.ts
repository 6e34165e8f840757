import { randomUUID } from 'node:crypto';
import { addDuration, parseDuration } from '../core/dates/durations.ts';
import { tokenLifeMonths } from '../core/terms.ts';
import type { NewJeton } from '../gateway/jetons/signing.ts';
import { insertJetons } from '../records/jetons.ts';
import { addActe } from '../records/journal-administration.ts';
import { together } from '../records/work.ts';
import { type Command, type CommandContext, CommandError } from './command.ts';
import { readArguments } from './options.ts';

const LIFE_BY_DEFAULT = `${tokenLifeMonths}M`;
const COUNT_MAX = 100_000;
/** Of many made at once, the journal names the first ones. */
const NAMED_MAX = 10;

export const jetonCreer: Command = {
  name: 'jeton creer',
  usage:
    '--droits tous|aucun|code,code [--expire-dans=18M] [--sujet TEXTE] [--nombre N] [--usage protege|preremplissage_ouvert]',
  purpose: 'Crée des jetons et les affiche, un par ligne. Durées : 18M, 30j, 1h, -1s.',
  async *run(args, context) {
    const { options } = readArguments(args, ['droits', 'expire-dans', 'sujet', 'nombre', 'usage'], 0);
    const jetons = prepare(options, context);
    await keep(jetons, options.usage ?? 'protege', context);
    await context.refreshRegister();
    for (const jeton of jetons) yield context.sign(jeton);
  },
};

type Options = Partial<Record<'droits' | 'expire-dans' | 'sujet' | 'nombre' | 'usage', string>>;

function prepare(options: Options, context: CommandContext): NewJeton[] {
  const count = Number(options.nombre ?? '1');
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX) {
    throw new CommandError(`--nombre doit être un entier de 1 à ${COUNT_MAX}.`);
  }
  if (!['protege', 'preremplissage_ouvert'].includes(options.usage ?? 'protege')) {
    throw new CommandError('--usage accepte protege ou preremplissage_ouvert.');
  }
  const life = parseDuration(options['expire-dans'] ?? LIFE_BY_DEFAULT);
  if (life === null) throw new CommandError('--expire-dans doit être une durée comme 18M, 30j, 1h ou -1s.');
  const now = new Date(context.clock.now());
  const shared = {
    roles: readRights(options.droits, context),
    subject: options.sujet ?? 'jeton créé en ligne de commande',
    issuedAt: now,
    expiresAt: addDuration(now, life),
  };
  return Array.from({ length: count }, () => ({ ...shared, jti: randomUUID(), uid: randomUUID() }));
}

function readRights(text: string | undefined, { rights, legacyRights }: CommandContext): readonly string[] {
  if (text === undefined)
    throw new CommandError('--droits est obligatoire : tous, aucun, ou des codes séparés par des virgules.');
  if (text === 'tous') return rights;
  if (text === 'aucun') return [];
  const asked = text.split(',').map((code) => code.trim());
  const unknown = asked.filter((code) => !rights.includes(code) && !legacyRights.includes(code));
  if (unknown.length > 0)
    throw new CommandError(`Droit(s) inconnu(s) : ${unknown.join(', ')}. Connus : ${rights.join(', ')}.`);
  return asked;
}

async function keep(jetons: readonly NewJeton[], usage: string, { db }: CommandContext): Promise<void> {
  const rows = jetons.map(({ jti, uid, subject, roles, issuedAt, expiresAt }) => ({
    jti,
    uid,
    sujet: subject,
    roles: [...roles],
    cree_le: issuedAt,
    expire_le: expiresAt,
    revoque_le: null,
    banni_le: null,
    usage,
  }));
  const [first] = jetons;
  await together(db, async (work) => {
    await insertJetons(work, rows);
    if (first === undefined) return;
    const detail = {
      nombre: String(jetons.length),
      droits: first.roles,
      jti: jetons.slice(0, NAMED_MAX).map(({ jti }) => jti),
    };
    await addActe(work, { auteur: 'apie', acte: 'jeton.cree', cible: first.subject, detail }, first.issuedAt);
  });
}
