import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandContext, noCaller } from '../commands/command.ts';
import { jetonCreer } from '../commands/jeton-creer.ts';
import { createTokenReader, type SigningSecret } from '../gateway/jetons/signing.ts';
import type { Config } from '../platform/config-shape.ts';
import { findJeton } from '../records/jetons.ts';

const PURPOSE = 'context=Essai&recipient=10000001700010&object=premier-appel';

export interface Demonstration {
  /** The first call to try, as a shell command. */
  readonly firstCall: string;
  /** What gives the token in a shell. */
  readonly token: string;
  /** The token itself, of a sandbox. */
  readonly readToken: () => string;
}

/**
 * The first call to try. In a sandbox its token is made once and kept in a file of the state folder,
 * so that the command works as it is and no token is ever printed.
 */
export async function demonstrationCall(
  context: CommandContext,
  config: Config,
  secrets: readonly SigningSecret[],
): Promise<Demonstration> {
  const file = join(config.varDir, 'jeton-bac-a-sable');
  if (context.sandbox) await ensureToken(file, context, secrets);
  const token = context.sandbox ? `$(cat '${file}')` : 'VOTRE_JETON';
  const firstCall = `curl -H "Authorization: Bearer ${token}" '${config.publicUrl}/v2/entreprises/100100015?${PURPOSE}'`;
  return { firstCall, token, readToken: () => readFileSync(file, 'utf8').trim() };
}

async function ensureToken(file: string, context: CommandContext, secrets: readonly SigningSecret[]): Promise<void> {
  if (existsSync(file) && (await isAlive(readFileSync(file, 'utf8').trim(), context, secrets))) return;
  const [token = ''] = await collect(jetonCreer.run(['--droits', 'tous', '--sujet', 'bac à sable'], context, noCaller));
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
}

async function isAlive(
  token: string,
  { db, clock }: CommandContext,
  secrets: readonly SigningSecret[],
): Promise<boolean> {
  const claims = createTokenReader(secrets)(token);
  const row = claims === null ? undefined : await findJeton(db, claims.jti);
  return row !== undefined && row.revoque_le === null && row.expire_le.getTime() > clock.now();
}

async function collect(lines: AsyncIterable<string> | Iterable<string>): Promise<string[]> {
  const collected: string[] = [];
  for await (const line of lines) collected.push(line);
  return collected;
}
