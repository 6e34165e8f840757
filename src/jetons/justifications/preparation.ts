import { Refused } from '../../core/refused.ts';
import { destinatairesDesJetons } from '../../records/destinataires-jeton.ts';
import { findJeton, type JetonRow } from '../../records/jetons.ts';
import type { Trace } from '../../records/traces.ts';
import { dernieresTraces, tracesNommees } from '../../records/traces-de-jetons.ts';
import type { Db } from '../../records/work.ts';

/** What an operator asks: of a token, of some calls, or of some calls of a token. */
export interface SaisieDemande {
  /** Empty: the token of the calls. */
  readonly jti: string;
  readonly appels: readonly string[];
  readonly motif: string;
  readonly volume: string;
}

/** What would be asked, as it is understood. */
export interface Preparation {
  readonly jeton: JetonRow;
  /** Ten calls at most, the latest first. */
  readonly exemples: readonly Trace[];
  /** Who would be written to. */
  readonly emails: readonly string[];
}

const EXEMPLES = 10;
export const APPELS_MAX = 500;

/** Finds the token and its calls; throws `Refused` when they do not go together, or when nobody could answer. */
export async function preparer(db: Db, { jti, appels }: SaisieDemande): Promise<Preparation> {
  const named = await tracesNommees(db, appels);
  const found = new Set(named.map(({ request_id }) => request_id));
  const missing = appels.filter((id) => !found.has(id));
  if (missing.length > 0) throw new Refused(`Aucune trace pour ${list(missing)}. Vérifiez ces identifiants.`);
  const wanted = jti === '' ? (named[0]?.jti ?? '') : jti;
  const strangers = named.filter((trace) => trace.jti !== wanted).map(({ request_id }) => request_id);
  if (strangers.length > 0)
    throw new Refused(`Ces appels n’ont pas été faits avec le même jeton : ${list(strangers)}. Retirez-les.`);
  const jeton = await findJeton(db, wanted);
  if (jeton === undefined) throw new Refused('Aucun jeton n’a ce numéro (jti).');
  const [holders] = await destinatairesDesJetons(db, [wanted], ['contact_technique', 'contact_metier']);
  if (holders === undefined || holders.emails.length === 0)
    throw new Refused('Ce jeton n’a pas été délivré à une demande d’accès : personne ne pourrait répondre.');
  const exemples = named.length > 0 ? named.slice(0, EXEMPLES) : await dernieresTraces(db, wanted, EXEMPLES);
  return { jeton, exemples, emails: holders.emails };
}

const NAMED = 5;

function list(ids: readonly string[]): string {
  const more = ids.length > NAMED ? ` et ${ids.length - NAMED} autres` : '';
  return `${ids.slice(0, NAMED).join(', ')}${more}`;
}
