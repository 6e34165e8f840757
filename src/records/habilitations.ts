import type { Selectable } from 'kysely';
import type { JetonRow } from './jetons.ts';
import type { EtatHabilitation, HabilitationsTable } from './tables/demandes.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

export type Habilitation = Selectable<HabilitationsTable>;

interface NewHabilitation {
  readonly id: string;
  readonly demande: string;
  readonly instantane: object;
  readonly accordee_le: Date;
  readonly accordee_par: string;
}

/** Keeps what is granted now; what was granted before it on the same request is obsolete, its tokens run to their end. */
export async function insertHabilitation(work: Work, { instantane, ...habilitation }: NewHabilitation): Promise<void> {
  await closeHabilitation(work, habilitation.demande, 'obsolete', habilitation.accordee_le);
  await work
    .insertInto('habilitations')
    .values({ ...habilitation, instantane: JSON.stringify(instantane), etat: 'active' })
    .execute();
}

/** Ends the habilitation in force of a request, if it has one. */
export async function closeHabilitation(
  work: Work,
  demande: string,
  etat: Exclude<EtatHabilitation, 'active'>,
  at: Date,
): Promise<void> {
  await work
    .updateTable('habilitations')
    .set({ etat, close_le: at })
    .where('demande', '=', demande)
    .where('etat', '=', 'active')
    .execute();
}

export async function findHabilitation(db: Db, id: string): Promise<Habilitation | undefined> {
  if (!isUuid(id)) return undefined;
  return db.selectFrom('habilitations').selectAll().where('id', '=', id).executeTakeFirst();
}

/** All that was granted on a request, the latest first. */
export async function habilitationsDe(db: Db, demande: string): Promise<Habilitation[]> {
  return db
    .selectFrom('habilitations')
    .selectAll()
    .where('demande', '=', demande)
    .orderBy('accordee_le', 'desc')
    .orderBy('numero', 'desc')
    .execute();
}

/** The tokens that were made under the habilitations of a request and could still be used: to be revoked with it. */
export async function jetonsVivantsDe(db: Db, demande: string, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .select('jetons.jti')
    .where('habilitations.demande', '=', demande)
    .where('jetons.revoque_le', 'is', null)
    .where('jetons.expire_le', '>', now)
    .execute();
  return rows.map(({ jti }) => jti);
}

/**
 * Says which token takes the place of those of a request that still work: they run to their end, and no notice is due for them any
 * more. One that already has a successor keeps it.
 */
export async function replaceJetonsDe(work: Work, demande: string, par: string, now: Date): Promise<void> {
  await work
    .updateTable('jetons')
    .set({ remplace_par: par })
    .where('habilitation', 'in', (of) => of.selectFrom('habilitations').select('id').where('demande', '=', demande))
    .where('jti', '<>', par)
    .where('remplace_par', 'is', null)
    .where('revoque_le', 'is', null)
    .where(({ or, eb }) => or([eb('banni_le', 'is', null), eb('banni_le', '>', now)]))
    .where('expire_le', '>', now)
    .execute();
}

/** A token as it may be named: never its value, which nothing keeps. */
export type JetonAccorde = Pick<
  JetonRow,
  'jti' | 'sujet' | 'roles' | 'cree_le' | 'expire_le' | 'revoque_le' | 'banni_le'
> & {
  readonly habilitation: string | null;
};

/** The tokens made under the habilitations of a request, the latest first. */
export async function jetonsAccordes(db: Db, demande: string): Promise<JetonAccorde[]> {
  return db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .select([
      'jetons.jti',
      'jetons.sujet',
      'jetons.roles',
      'jetons.cree_le',
      'jetons.expire_le',
      'jetons.revoque_le',
      'jetons.banni_le',
      'jetons.habilitation',
    ])
    .where('habilitations.demande', '=', demande)
    .orderBy('jetons.cree_le', 'desc')
    .execute();
}
