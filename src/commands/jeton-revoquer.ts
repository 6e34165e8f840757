import { findJeton } from '../records/jetons.ts';
import { addActe } from '../records/journal-administration.ts';
import { holdJeton, keepRetrait } from '../records/retraits.ts';
import { together } from '../records/work.ts';
import { type Command, CommandError } from './command.ts';
import { readArguments } from './options.ts';

export const jetonRevoquer: Command = {
  name: 'jeton revoquer',
  usage: 'JTI|JWT',
  purpose: 'Révoque un jeton : il est refusé (401, 00105) dans les deux secondes, sur tous les nœuds.',
  async *run(args, { db, clock, refreshRegister }) {
    const { rest } = readArguments(args, [], 1);
    const jti = jtiOf(rest[0] ?? '');
    const at = new Date(clock.now());
    const revoked = await together(db, async (work) => {
      const tenu = await holdJeton(work, jti);
      if (tenu === undefined || tenu.jeton.revoque_le !== null) return false;
      // What its requester has withdrawn stays his, only sooner.
      const origine = tenu.retrait?.origine ?? 'operateur';
      await keepRetrait(work, { jti, origine, auteur: null, raison: '', decide_le: at, effet_le: at });
      await addActe(work, { auteur: 'apie', acte: 'jeton.revoque', cible: jti }, at);
      return true;
    });
    await refreshRegister();
    if (revoked) {
      yield `Jeton ${jti} révoqué.`;
      return;
    }
    if ((await findJeton(db, jti)) === undefined)
      throw new CommandError('Aucun jeton de ce registre ne porte cet identifiant.');
    yield `Jeton ${jti} déjà révoqué.`;
  },
};

/** The jti itself, or the one a JWT carries; the signature does not matter to revoke. */
function jtiOf(text: string): string {
  const payload = text.split('.')[1];
  if (payload === undefined) return text;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const jti = typeof claims === 'object' && claims !== null && 'jti' in claims ? claims.jti : null;
    if (typeof jti === 'string') return jti;
  } catch {
    // Falls to the sentence below: what was given is not a JWT.
  }
  throw new CommandError("Ce texte n'est ni un identifiant de jeton (jti) ni un JWT.");
}
