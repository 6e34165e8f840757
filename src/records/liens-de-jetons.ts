import { type Selectable, sql } from 'kysely';
import type { ClotureLien, LiensDeJetonsTable } from './tables/transmission.ts';
import { isUuid, storable } from './text.ts';
import type { Db, Work } from './work.ts';

/** A link that hands a token over. */
export type LienDeJeton = Selectable<LiensDeJetonsTable>;

/** One look at the token through a link. */
export interface VueDeLien {
  readonly le: Date;
  readonly adresse: string;
}

/** A link as the requester follows it: who sent it, whether its mail came, who looked. */
export interface LienSuivi extends Omit<LienDeJeton, 'empreinte'> {
  readonly auteur: string;
  /** When its mail was refused, or given up. */
  readonly perdu_le: Date | null;
  /** The latest ones, the last first. */
  readonly vues: readonly VueDeLien[];
  readonly nombre_vues: number;
}

const MAX_NOM = 200;
const VUES_LUES = 10;

/** What the mail of a link is queued under. */
export const cleDuCourriel = (id: string): string => `jeton:lien:${id}`;

/** Nobody else makes or closes links of this token until the end of the transaction. */
export async function holdLiensDe(work: Work, jti: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`liens ${jti}`}))`.execute(work);
}

/** The links of a token made from an instant on, the oldest first. */
export async function liensDepuis(work: Work, jti: string, since: Date): Promise<LienDeJeton[]> {
  return work
    .selectFrom('liens_de_jetons')
    .selectAll()
    .where('jti', '=', jti)
    .where('cree_le', '>', since)
    .orderBy('cree_le')
    .orderBy('id')
    .execute();
}

export async function insertLien(work: Work, lien: Omit<LienDeJeton, 'clos_le' | 'clos_par'>): Promise<void> {
  await work
    .insertInto('liens_de_jetons')
    .values({ ...lien, nom: storable(lien.nom, MAX_NOM), clos_le: null, clos_par: null })
    .execute();
}

/** Closes links before their time; gives how many could still be opened. */
export async function closeLiens(
  db: Db,
  which: { readonly jti: string } & ({ readonly id: string } | { readonly email: string }),
  how: { readonly par: ClotureLien; readonly at: Date },
): Promise<number> {
  if ('id' in which && !isUuid(which.id)) return 0;
  const { numUpdatedRows } = await db
    .updateTable('liens_de_jetons')
    .set({ clos_le: how.at, clos_par: how.par })
    .where('jti', '=', which.jti)
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('email', '=', which.email)))
    .where('clos_le', 'is', null)
    .where('expire_le', '>', how.at)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function findLienDeJeton(
  db: Db,
  which: { readonly empreinte: string } | { readonly id: string },
): Promise<LienDeJeton | undefined> {
  if ('id' in which && !isUuid(which.id)) return undefined;
  return db
    .selectFrom('liens_de_jetons')
    .selectAll()
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('empreinte', '=', which.empreinte)))
    .executeTakeFirst();
}

/** Two who open it at once do so one after the other. */
export function holdLien(work: Work, empreinte: string): Promise<LienDeJeton | undefined> {
  return work
    .selectFrom('liens_de_jetons')
    .selectAll()
    .where('empreinte', '=', empreinte)
    .forUpdate()
    .executeTakeFirst();
}

export async function countLiens(db: Db, jti: string): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from liens_de_jetons where jti = ${jti}`.execute(db);
  return rows[0]?.nombre ?? 0;
}

/** The links of a token, the latest first. */
export async function liensSuivis(
  db: Db,
  jti: string,
  range: { readonly offset: number; readonly limit: number },
): Promise<LienSuivi[]> {
  const { rows } = await sql<LienSuivi & { readonly vues: readonly { le: string; adresse: string }[] }>`
    select l.id, l.jti, l.email, l.nom, l.cree_par, l.cree_le, l.expire_le, l.clos_le, l.clos_par,
      coalesce(nullif(btrim(c.prenom || ' ' || c.nom), ''), c.email) as auteur,
      (select coalesce(refuse_le, abandonne_le) from envois where cle = ${cleDuCourriel('')} || l.id) as perdu_le,
      (select count(*)::int from affichages_de_jetons where lien = l.id) as nombre_vues,
      (select coalesce(json_agg(vue order by vue.le desc), '[]') from (
        select le, adresse from affichages_de_jetons where lien = l.id order by le desc limit ${VUES_LUES}) vue) as vues
    from liens_de_jetons l join comptes c on c.id = l.cree_par
    where l.jti = ${jti} order by l.cree_le desc, l.id offset ${range.offset} limit ${range.limit}`.execute(db);
  return rows.map((row) => ({ ...row, vues: row.vues.map(({ le, adresse }) => ({ le: new Date(le), adresse })) }));
}

/** Links made before then, and what was seen through them. */
export async function dropOldLiens(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('liens_de_jetons').where('cree_le', '<', before).execute();
}
