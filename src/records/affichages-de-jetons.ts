import { type Insertable, sql } from 'kysely';
import type { AffichagesDeJetonsTable } from './tables/transmission.ts';
import { storable } from './text.ts';
import type { Db } from './work.ts';

/** One time that the value of a token was shown, and to whom. */
export interface Affichage {
  readonly le: Date;
  readonly adresse: string;
  /** Who asked for it on his page, by name; null when it was through a link. */
  readonly par: string | null;
  /** Whom the link was sent to. */
  readonly destinataire: string | null;
}

const MAX_ADRESSE = 128;

export async function insertAffichage(db: Db, affichage: Insertable<AffichagesDeJetonsTable>): Promise<void> {
  await db
    .insertInto('affichages_de_jetons')
    .values({ ...affichage, adresse: storable(affichage.adresse, MAX_ADRESSE) })
    .execute();
}

/** How often the token was seen through this link. */
export async function countAffichagesDuLien(db: Db, lien: string): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from affichages_de_jetons where lien = ${lien}`.execute(db);
  return rows[0]?.nombre ?? 0;
}

/** The last times that the value of this token was shown, and how many there are in all. */
export async function affichagesDe(
  db: Db,
  jti: string,
  limit: number,
): Promise<{ readonly derniers: readonly Affichage[]; readonly nombre: number }> {
  const { rows } = await sql<Affichage & { readonly nombre: number }>`
    select a.le, a.adresse, coalesce(nullif(btrim(c.prenom || ' ' || c.nom), ''), c.email) as par,
      l.email as destinataire, (count(*) over ())::int as nombre
    from affichages_de_jetons a left join comptes c on c.id = a.compte left join liens_de_jetons l on l.id = a.lien
    where a.jti = ${jti} order by a.le desc, a.id desc limit ${limit}`.execute(db);
  const derniers = rows.map(({ le, adresse, par, destinataire }) => ({ le, adresse, par, destinataire }));
  return { derniers, nombre: rows[0]?.nombre ?? 0 };
}

export async function dropOldAffichages(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('affichages_de_jetons').where('le', '<', before).execute();
}
