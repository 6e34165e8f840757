import { randomBytes, randomUUID } from 'node:crypto';
import { type AccountRole, accountRoles, isAccountRole } from '../core/account-roles.ts';
import { canonicalEmail } from '../core/email.ts';
import { PASSWORD_MIN, PASSWORD_MIN_SANDBOX, passwordFault } from '../core/password-rule.ts';
import { insertCompte } from '../records/comptes.ts';
import { type Command, CommandError } from './command.ts';
import { readArguments } from './options.ts';

/** Typed by hand once at most: 20 characters of 64 leave nothing to guess. */
const DRAWN_BYTES = 15;

export const compteCreer: Command = {
  name: 'compte creer',
  usage: `--email X --role ${accountRoles.join('|')} [--mot-de-passe Y] [--prenom P] [--nom N]`,
  purpose:
    'Crée un compte du portail. Sans --mot-de-passe, en tire un au sort et l’affiche. Rôles : un, ou plusieurs séparés par des virgules.',
  async *run(args, { db, clock, sandbox, hashPassword }) {
    const { options } = readArguments(args, ['email', 'mot-de-passe', 'role', 'nom', 'prenom'], 0);
    const email = readEmail(options.email);
    const chosen = readRoles(options.role);
    const drawn = options['mot-de-passe'] === undefined ? drawPassword() : null;
    const password = drawn ?? readPassword(options['mot-de-passe'] ?? '', email, sandbox);
    const now = new Date(clock.now());
    const created = await insertCompte(db, {
      id: randomUUID(),
      email,
      nom: options.nom?.trim() ?? '',
      prenom: options.prenom?.trim() ?? '',
      mot_de_passe: await hashPassword(password),
      roles: chosen,
      cree_le: now,
      // Whoever operates the service answers for the address.
      verifie_le: now,
      desactive_le: null,
    });
    if (!created) throw new CommandError(`Un compte existe déjà pour ${email} (voir « compte lister »).`);
    yield `Compte créé : ${email} (${chosen.join(', ')}).`;
    if (drawn !== null) yield `Mot de passe : ${drawn}`;
  },
};

function readEmail(text: string | undefined): string {
  const email = canonicalEmail(text ?? '');
  if (email === null)
    throw new CommandError('--email est obligatoire : une adresse comme prenom.nom@ministere.example.');
  return email;
}

/** A password that someone has chosen; a sandbox is less strict, since its accounts are made to be tried. */
export function readPassword(text: string, email: string, sandbox: boolean): string {
  const fault = passwordFault(text, email, sandbox ? PASSWORD_MIN_SANDBOX : PASSWORD_MIN);
  if (fault !== null) throw new CommandError(fault);
  return text;
}

export function drawPassword(): string {
  return randomBytes(DRAWN_BYTES).toString('base64url');
}

function readRoles(text: string | undefined): AccountRole[] {
  const asked = (text ?? '').split(',').map((role) => role.trim());
  const known = asked.filter(isAccountRole);
  if (known.length !== asked.length)
    throw new CommandError(`--role est obligatoire, parmi : ${accountRoles.join(', ')}.`);
  return [...new Set(known)];
}
