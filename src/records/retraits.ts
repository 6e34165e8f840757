import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { JetonRow } from './jetons.ts';
import type { OrigineRetrait, RetraitsDeJetonsTable } from './tables/calls.ts';
import type { EtatHabilitation } from './tables/demandes.ts';
import { isUuid, storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_RAISON = 2000;

/** A token that is withdrawn, or will be at `effet_le`. */
export type Retrait = Selectable<RetraitsDeJetonsTable>;

/** What granted a token, as it is now. */
export interface Octroi {
  readonly etat: EtatHabilitation;
  readonly demande: string;
  readonly demandeur: string;
}

/** A token that nobody else changes until the transaction ends, nor what granted it. */
export interface JetonTenu {
  readonly jeton: JetonRow;
  /** Null when it was made by command. */
  readonly octroi: Octroi | null;
  /** The withdrawal that stands. */
  readonly retrait: Retrait | null;
  readonly remplacant: JetonRow | null;
  /** The token whose place it takes. */
  readonly remplace: JetonRow | null;
}

/** The grant first, then the token: in that order everywhere, or two that meet would wait for each other. */
export async function holdJeton(work: Work, jti: string): Promise<JetonTenu | undefined> {
  if (!isUuid(jti)) return undefined;
  const { rows } = await sql<Octroi>`
    select habilitations.etat, demandes.id as demande, demandes.demandeur
    from habilitations join demandes on demandes.id = habilitations.demande
    where habilitations.id = (select habilitation from jetons where jti = ${jti})
    for share of habilitations`.execute(work);
  const jeton = await work.selectFrom('jetons').selectAll().where('jti', '=', jti).forUpdate().executeTakeFirst();
  if (jeton === undefined) return undefined;
  const { remplace_par } = jeton;
  const next = work.selectFrom('jetons').selectAll();
  const remplacant = remplace_par === null ? undefined : await next.where('jti', '=', remplace_par).executeTakeFirst();
  return {
    jeton,
    octroi: rows[0] ?? null,
    retrait: (await retraitDe(work, jti)) ?? null,
    remplacant: remplacant ?? null,
    remplace: (await jetonRemplacePar(work, jti)) ?? null,
  };
}

/** The withdrawal of a token that stands, done or to come. */
export async function retraitDe(db: Db, jti: string): Promise<Retrait | undefined> {
  const live = db.selectFrom('retraits_de_jetons').selectAll().where('annule_le', 'is', null);
  return live.where('jti', '=', jti).executeTakeFirst();
}

/** The token whose place this one takes; the latest, should it take that of several. */
export async function jetonRemplacePar(db: Db, jti: string): Promise<JetonRow | undefined> {
  const replaced = db.selectFrom('jetons').selectAll().where('remplace_par', '=', jti);
  return replaced.orderBy('cree_le', 'desc').limit(1).executeTakeFirst();
}

export interface NewRetrait {
  readonly jti: string;
  readonly origine: OrigineRetrait;
  readonly auteur: string | null;
  readonly raison: string;
  readonly decide_le: Date;
  /** The same as `decide_le` when it is refused at once. */
  readonly effet_le: Date;
}

/** Withdraws a token that is held, in the place of the withdrawal that was to come; gives the name of the withdrawal. */
export async function keepRetrait(work: Work, retrait: NewRetrait): Promise<string> {
  const { jti, decide_le, effet_le, raison } = retrait;
  const id = randomUUID();
  await endRetrait(work, jti, decide_le);
  await work
    .insertInto('retraits_de_jetons')
    .values({ ...retrait, id, raison: storable(raison, MAX_RAISON), annule_le: null })
    .execute();
  const isNow = effet_le <= decide_le;
  await setDates(work, jti, isNow ? { revoque_le: effet_le } : { banni_le: effet_le });
  return id;
}

/** A token that was withdrawn works again. */
export async function undoRetrait(work: Work, jti: string, at: Date): Promise<void> {
  await endRetrait(work, jti, at);
  await setDates(work, jti, { revoque_le: null, banni_le: null });
}

/** Says which token takes the place of another. */
export async function setRemplacant(work: Work, jti: string, remplacePar: string): Promise<void> {
  await setDates(work, jti, { remplace_par: remplacePar });
}

/** Forgets the withdrawals of tokens that were over before an instant. */
export async function dropOldRetraits(db: Db, before: Date): Promise<void> {
  await sql`delete from retraits_de_jetons using jetons
    where jetons.jti = retraits_de_jetons.jti and jetons.expire_le < ${before}`.execute(db);
}

async function endRetrait(work: Work, jti: string, at: Date): Promise<void> {
  await work
    .updateTable('retraits_de_jetons')
    .set({ annule_le: at })
    .where('jti', '=', jti)
    .where('annule_le', 'is', null)
    .execute();
}

type Changed = Partial<Pick<JetonRow, 'revoque_le' | 'banni_le' | 'remplace_par'>>;

/** Every node reads it again: `modifie_le` is the clock of the database, which they compare. */
async function setDates(work: Work, jti: string, changed: Changed): Promise<void> {
  await work
    .updateTable('jetons')
    .set({ ...changed, modifie_le: sql`now()` })
    .where('jti', '=', jti)
    .execute();
}
