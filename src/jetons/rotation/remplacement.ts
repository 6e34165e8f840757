import { randomUUID } from 'node:crypto';
import { insertJetons } from '../../records/jetons.ts';
import { type JetonTenu, setRemplacant } from '../../records/retraits.ts';
import type { Work } from '../../records/work.ts';
import { prendLaPlace } from './actes.ts';

/**
 * The token that takes the place of one that is held, made if none does: the same rights, the same end, since a leak prolongs
 * nothing. Who holds the old one can make nothing of it: it has a name of its own, and its value is shown to the requester alone.
 */
export async function remplacer(work: Work, { jeton, octroi, remplacant }: JetonTenu, at: Date): Promise<string> {
  if (remplacant !== null && prendLaPlace(jeton, remplacant, at.getTime())) return remplacant.jti;
  const { sujet, roles, expire_le, usage, habilitation } = jeton;
  const jti = randomUUID();
  const dates = { cree_le: at, expire_le, revoque_le: null, banni_le: null };
  const uid = octroi?.demandeur ?? jeton.uid;
  await insertJetons(work, [{ jti, uid, sujet, roles, ...dates, usage, habilitation }]);
  await setRemplacant(work, jeton.jti, jti);
  return jti;
}
