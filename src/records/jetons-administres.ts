import { type SqlBool, sql } from 'kysely';
import type { EtatJeton } from '../core/etat-jeton.ts';
import { noticeDays } from '../core/terms.ts';
import type { JetonRow } from './jetons.ts';
import type { EtatHabilitation } from './tables/demandes.ts';
import { containing, isUuid } from './text.ts';
import type { Db } from './work.ts';

export interface JetonsCherches {
  /** Number of the token, of its request or habilitation, SIRET, e-mail, subject; each word is in one of them. */
  readonly mots: readonly string[];
  readonly etat: EtatJeton | null;
}

/** A token as operators see it: never its value. */
export type JetonAdministre = JetonRow & {
  /** Null when it was made by command, or when its request is forgotten. */
  readonly habilitation_numero: string | null;
  readonly habilitation_etat: EtatHabilitation | null;
  readonly demande: string | null;
  readonly demande_numero: string | null;
  readonly siret: string | null;
  readonly organisation: string | null;
  readonly demandeur: string | null;
  readonly demandeur_nom: string | null;
  readonly demandeur_email: string | null;
};

/** As `etatJeton` says it. */
const etatSql = (now: Date) => sql<EtatJeton>`case
  when jetons.revoque_le is not null or jetons.banni_le <= ${now} then 'retire'
  when jetons.expire_le <= ${now} then 'expire'
  when jetons.banni_le < jetons.expire_le then 'retrait_prevu'
  when jetons.expire_le <= ${now}::timestamptz + ${`${noticeDays[0] * 24} hours`}::interval then 'fin_proche'
  else 'actif' end`;

const known = (db: Db) =>
  db
    .selectFrom('jetons')
    .leftJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .leftJoin('demandes', 'demandes.id', 'habilitations.demande')
    .leftJoin('comptes', 'comptes.id', 'demandes.demandeur')
    .leftJoin('organisations', (join) =>
      join.on('organisations.siret', '=', sql<string>`habilitations.instantane ->> 'siret'`),
    );

const found = (db: Db, { mots, etat }: JetonsCherches, now: Date) =>
  known(db)
    // Its own calls: the prober makes one a week.
    .where('jetons.usage', '!=', 'sonde')
    .where(({ and }) => and(mots.map(matches)))
    .$if(etat !== null, (query) => query.where(etatSql(now), '=', etat ?? 'actif'));

function matches(mot: string) {
  const part = containing(mot);
  return sql<SqlBool>`(jetons.jti::text ilike ${part} or jetons.sujet ilike ${part} or habilitations.numero ilike ${part}
    or demandes.numero ilike ${part} or habilitations.instantane ->> 'siret' ilike ${part} or comptes.email ilike ${part})`;
}

const columns = (query: ReturnType<typeof known>) =>
  query
    .selectAll('jetons')
    .select([
      'habilitations.numero as habilitation_numero',
      'habilitations.etat as habilitation_etat',
      'demandes.id as demande',
      'demandes.numero as demande_numero',
      sql<string | null>`habilitations.instantane ->> 'siret'`.as('siret'),
      'organisations.nom as organisation',
      'comptes.id as demandeur',
      sql<string | null>`btrim(comptes.prenom || ' ' || comptes.nom)`.as('demandeur_nom'),
      'comptes.email as demandeur_email',
    ]);

/** The latest first. */
export async function chercherJetons(
  db: Db,
  asked: JetonsCherches,
  { now, offset, limit }: { readonly now: Date; readonly offset: number; readonly limit: number },
): Promise<JetonAdministre[]> {
  return columns(found(db, asked, now))
    .orderBy('jetons.cree_le', 'desc')
    .orderBy('jetons.jti')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function compterJetons(db: Db, asked: JetonsCherches, now: Date): Promise<number> {
  const { total } = await found(db, asked, now)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

export async function jetonAdministre(db: Db, jti: string): Promise<JetonAdministre | undefined> {
  if (!isUuid(jti)) return undefined;
  return columns(known(db)).where('jetons.jti', '=', jti).executeTakeFirst();
}
