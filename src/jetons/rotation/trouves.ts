import type { Clock } from '../../core/clock.ts';
import { parisClock } from '../../core/dates/paris-clock.ts';
import { jetonOuvre } from '../../core/etat-jeton.ts';
import type { JetonClaims } from '../../core/jeton.ts';
import { concernesParJeton } from '../../records/concernes-jeton.ts';
import { queueMails } from '../../records/envois.ts';
import { findJeton } from '../../records/jetons.ts';
import type { Db } from '../../records/work.ts';
import { aChacun } from './annonce.ts';
import { courrielTrouve, courrielTrouveExploitant } from './courriels.ts';

interface TrouvesOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** What a token says, when its signature is ours. */
  readonly lire: (token: string) => JetonClaims | null;
  /** Who operates the service. */
  readonly exploitants: readonly string[];
}

// From the edge of a word only: no text, however made, is slow to read.
const CANDIDATE = /(?<![\w-])[\w-]+\.[\w-]+\.[\w-]+/g;
/** Of a page pasted whole, the first ones are enough. */
const CANDIDATES_MAX = 20;

/**
 * Warns the holders of the tokens in a text that someone has found, once a day each, and who operates the service. Nothing of the
 * text is kept, and nothing is told to who sends it; gives the names of those that work.
 */
export function createTrouves(options: TrouvesOptions): (texte: string) => Promise<readonly string[]> {
  const { db, clock, publicUrl, lire, exploitants } = options;
  return async (texte) => {
    const at = new Date(clock.now());
    const day = parisClock(at.getTime()).date;
    const candidates = (texte.match(CANDIDATE) ?? []).slice(0, CANDIDATES_MAX);
    const names = new Set(candidates.flatMap((token) => lire(token)?.jti ?? []));
    const found: string[] = [];
    for (const jti of names) {
      const jeton = await findJeton(db, jti);
      if (jeton === undefined || !jetonOuvre(jeton, at.getTime())) continue;
      found.push(jti);
      const told = { cle: `trouve:${day}`, jeton };
      const holders = await concernesParJeton(db, jti);
      const mails = [
        ...aChacun({ ...told, ecrire: courrielTrouve({ publicUrl }) }, holders),
        ...aChacun(
          { ...told, cle: `trouve:${day}:exploitant`, ecrire: courrielTrouveExploitant({ publicUrl }) },
          exploitants.map((email) => ({ email })),
        ),
      ];
      await queueMails(db, mails, at);
    }
    return found;
  };
}
