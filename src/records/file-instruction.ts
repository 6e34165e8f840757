import { sql } from 'kysely';
import type { Demande } from './demandes.ts';
import type { CasUsageDemande, EtatDemande } from './tables/demandes.ts';
import { storable } from './text.ts';
import type { Db } from './work.ts';

const MAX_TEXTE = 300;

export interface FiltreFile {
  readonly etats: readonly EtatDemande[];
  readonly casUsage: CasUsageDemande | null;
  /** Number, SIRET, words of the form, e-mail of the applicant. */
  readonly texte: string;
  /** Those alone on which this account is asked for an opinion. */
  readonly avisDe: string | null;
}

/** A line of the queue. */
export interface LigneFile extends Demande {
  readonly organisation: string | null;
  readonly demandeur_nom: string;
  readonly demandeur_email: string;
  readonly messages_non_lus: number;
  /** Whose opinion is waited for; null when none is. */
  readonly avis_attendu_de: string | null;
}

/** What was sent at least once: a draft that never was is its applicant's alone. */
const queue = (db: Db, { etats, casUsage, texte, avisDe }: FiltreFile) =>
  db
    .selectFrom('demandes')
    .innerJoin('comptes', 'comptes.id', 'demandes.demandeur')
    .leftJoin('organisations', 'organisations.siret', 'demandes.siret')
    .where('demandes.etat', 'in', [...etats])
    .where('demandes.premier_envoi_le', 'is not', null)
    .$if(casUsage !== null, (query) => query.where('demandes.cas_usage', '=', casUsage ?? 'libre'))
    .$if(avisDe !== null, (query) => query.where(awaitedFrom(avisDe ?? '')))
    .$if(texte !== '', (query) => query.where(matching(texte)));

const awaitedFrom = (compte: string) => sql<boolean>`exists (select 1 from demande_avis a
  where a.demande = demandes.id and a.repondu_le is null and a.rapporteur = ${compte})`;

const matching = (texte: string) => {
  const pattern = `%${storable(texte, MAX_TEXTE).replace(/[\\%_]/g, '\\$&')}%`;
  // A SIRET is often typed in groups.
  const digits = texte.replace(/\s/g, '');
  const siret = /^\d{4,14}$/.test(digits) ? `%${digits}%` : pattern;
  return sql<boolean>`(demandes.numero ilike ${pattern} or demandes.siret ilike ${siret}
    or demandes.intitule ilike ${pattern} or comptes.email ilike ${pattern}
    or organisations.nom ilike ${pattern} or demandes.contenu::text ilike ${pattern})`;
};

/** The queue: what waits for the operator first, then what waits for its applicant; the longest waiting first. */
export async function fileInstruction(
  db: Db,
  filtre: FiltreFile,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<LigneFile[]> {
  return queue(db, filtre)
    .selectAll('demandes')
    .select([
      'organisations.nom as organisation',
      'comptes.email as demandeur_email',
      sql<string>`btrim(comptes.prenom || ' ' || comptes.nom)`.as('demandeur_nom'),
      sql<number>`(select count(*)::int from demande_messages m
        where m.demande = demandes.id and m.cote = 'demandeur' and m.lu_le is null)`.as('messages_non_lus'),
      sql<string | null>`(select coalesce(nullif(btrim(r.prenom || ' ' || r.nom), ''), r.email) from demande_avis a
        join comptes r on r.id = a.rapporteur where a.demande = demandes.id and a.repondu_le is null)`.as(
        'avis_attendu_de',
      ),
    ])
    .orderBy(sql`case demandes.etat when 'envoyee' then 0 when 'a_modifier' then 1 else 2 end`)
    .orderBy(sql`coalesce(demandes.envoyee_le, demandes.modifiee_le)`)
    .orderBy('demandes.numero')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countFile(db: Db, filtre: FiltreFile): Promise<number> {
  const { count } = await queue(db, filtre)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How many requests are in each state, drafts that were never sent apart. */
export async function countParEtat(db: Db): Promise<ReadonlyMap<EtatDemande, number>> {
  const rows = await db
    .selectFrom('demandes')
    .select(({ fn }) => ['etat', fn.countAll<number>().as('count')])
    .where('premier_envoi_le', 'is not', null)
    .groupBy('etat')
    .execute();
  return new Map(rows.map(({ etat, count }) => [etat, Number(count)]));
}

/** How many messages of applicants nobody of the operator has read. */
export async function countMessagesNonLus(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('demande_messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('cote', '=', 'demandeur')
    .where('lu_le', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
