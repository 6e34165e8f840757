import { sql } from 'kysely';
import type { Demande } from './demandes.ts';
import type { EtatDemande } from './tables/demandes.ts';
import type { Db } from './work.ts';

export interface FiltreSuivi {
  readonly compte: string;
  /** The organisations that this person is a verified member of. */
  readonly sirets: readonly string[];
  readonly etats: readonly EtatDemande[];
  /** Only his own. */
  readonly miennes: boolean;
}

/** A line of the list of someone's requests. */
export interface DemandeSuivie extends Demande {
  readonly organisation: string | null;
  readonly demandeur_nom: string;
  /** Messages of the operator that its applicant has not read. */
  readonly messages_non_lus: number;
}

const followed = (db: Db, { compte, sirets, etats, miennes }: FiltreSuivi) =>
  db
    .selectFrom('demandes')
    .innerJoin('comptes', 'comptes.id', 'demandes.demandeur')
    .leftJoin('organisations', 'organisations.siret', 'demandes.siret')
    .where('demandes.etat', '<>', 'archivee')
    .$if(etats.length > 0, (query) => query.where('demandes.etat', 'in', [...etats]))
    .where(({ eb, or }) =>
      or([
        eb('demandes.demandeur', '=', compte),
        ...(miennes || sirets.length === 0 ? [] : [eb('demandes.siret', 'in', [...sirets])]),
      ]),
    );

/** The requests of a person, and those of the organisations he is a verified member of; those that wait for someone first. */
export async function demandesSuivies(
  db: Db,
  filtre: FiltreSuivi,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<DemandeSuivie[]> {
  return followed(db, filtre)
    .selectAll('demandes')
    .select([
      'organisations.nom as organisation',
      sql<string>`coalesce(nullif(btrim(comptes.prenom || ' ' || comptes.nom), ''), comptes.email)`.as('demandeur_nom'),
      sql<number>`(select count(*)::int from demande_messages m
        where m.demande = demandes.id and m.cote = 'instruction' and m.lu_le is null)`.as('messages_non_lus'),
    ])
    .orderBy(
      sql`case demandes.etat when 'a_modifier' then 0 when 'brouillon' then 1 when 'envoyee' then 2 when 'validee' then 3 else 4 end`,
    )
    .orderBy('demandes.modifiee_le', 'desc')
    .orderBy('demandes.numero')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countSuivies(db: Db, filtre: FiltreSuivi): Promise<number> {
  const { count } = await followed(db, filtre)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The place of a request among those that wait to be examined, and how many they are; null when it does not wait. */
export async function placeDansLaFile(
  db: Db,
  { etat, envoyee_le }: Pick<Demande, 'etat' | 'envoyee_le'>,
): Promise<{ readonly rang: number; readonly sur: number } | null> {
  if (etat !== 'envoyee' || envoyee_le === null) return null;
  const { rows } = await sql<{ before: number; sur: number }>`
    select count(*) filter (where envoyee_le < ${envoyee_le})::int as before, count(*)::int as sur
    from demandes where etat = 'envoyee'`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { rang: row.before + 1, sur: row.sur };
}
