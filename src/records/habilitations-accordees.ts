import { sql } from 'kysely';
import type { EtatHabilitation } from './tables/demandes.ts';
import { storable } from './text.ts';
import type { Db } from './work.ts';

const MAX_TEXTE = 300;

export interface FiltreHabilitations {
  readonly etat: EtatHabilitation | null;
  /** Number of the habilitation or of its request, SIRET, name, title, e-mail. */
  readonly texte: string;
}

/** A grant, as a line of the list. */
export interface LigneHabilitation {
  readonly id: string;
  readonly numero: string;
  readonly etat: EtatHabilitation;
  readonly accordee_le: Date;
  readonly close_le: Date | null;
  readonly demande: string;
  readonly demande_numero: string;
  readonly intitule: string;
  readonly siret: string | null;
  readonly organisation: string | null;
  /** When the last of its tokens in force ends; null when it has none. */
  readonly jeton_expire_le: Date | null;
}

const granted = (db: Db, { etat, texte }: FiltreHabilitations) => {
  const pattern = `%${storable(texte, MAX_TEXTE).replace(/[\\%_]/g, '\\$&')}%`;
  return db
    .selectFrom('habilitations')
    .innerJoin('demandes', 'demandes.id', 'habilitations.demande')
    .innerJoin('comptes', 'comptes.id', 'demandes.demandeur')
    .leftJoin('organisations', (join) =>
      join.on('organisations.siret', '=', sql<string>`habilitations.instantane->>'siret'`),
    )
    .$if(etat !== null, (query) => query.where('habilitations.etat', '=', etat ?? 'active'))
    .$if(texte !== '', (query) =>
      query.where(
        sql<boolean>`(habilitations.numero ilike ${pattern} or demandes.numero ilike ${pattern}
          or habilitations.instantane->>'siret' ilike ${pattern} or habilitations.instantane->>'intitule' ilike ${pattern}
          or organisations.nom ilike ${pattern} or comptes.email ilike ${pattern})`,
      ),
    );
};

/** Grants, the latest first. */
export async function listHabilitations(
  db: Db,
  filtre: FiltreHabilitations,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<LigneHabilitation[]> {
  return granted(db, filtre)
    .select([
      'habilitations.id',
      'habilitations.numero',
      'habilitations.etat',
      'habilitations.accordee_le',
      'habilitations.close_le',
      'habilitations.demande',
      'demandes.numero as demande_numero',
      'organisations.nom as organisation',
      sql<string>`habilitations.instantane->>'intitule'`.as('intitule'),
      sql<string | null>`habilitations.instantane->>'siret'`.as('siret'),
    ])
    .select(({ selectFrom }) =>
      selectFrom('jetons')
        .select(({ fn }) => fn.max('jetons.expire_le').as('expire_le'))
        .whereRef('jetons.habilitation', '=', 'habilitations.id')
        .where('jetons.revoque_le', 'is', null)
        .as('jeton_expire_le'),
    )
    .orderBy('habilitations.accordee_le', 'desc')
    .orderBy('habilitations.numero', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countHabilitations(db: Db, filtre: FiltreHabilitations): Promise<number> {
  const { count } = await granted(db, filtre)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
