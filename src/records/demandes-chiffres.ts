import { sql } from 'kysely';
import type { CasUsageDemande, EtatDemande } from './tables/demandes.ts';
import type { Db } from './work.ts';

/** First decisions of a month, in Paris: how long they took, in seconds. */
export interface DelaisDuMois {
  /** `YYYY-MM`. */
  readonly mois: string;
  readonly nombre: number;
  readonly median: number;
  readonly p80: number;
}

/** How long first decisions took, month by month since then, the latest first; a month without any is not there. */
export async function delaisParMois(db: Db, since: Date): Promise<DelaisDuMois[]> {
  const { rows } = await sql<DelaisDuMois>`
    select mois, count(*)::int as nombre, percentile_cont(0.5) within group (order by duree) as median,
      percentile_cont(0.8) within group (order by duree) as p80
    from (select to_char(premiere_decision_le at time zone 'Europe/Paris', 'YYYY-MM') as mois,
        extract(epoch from premiere_decision_le - premier_envoi_le)::float8 as duree
      from demandes where premiere_decision_le >= ${since}) decisions
    group by mois order by mois desc`.execute(db);
  return rows;
}

export interface Volume {
  readonly cas_usage: CasUsageDemande;
  readonly etat: EtatDemande;
  readonly nombre: number;
}

/** How many requests there are by use case and state, drafts that were never sent apart. */
export async function volumes(db: Db): Promise<Volume[]> {
  const rows = await db
    .selectFrom('demandes')
    .select(({ fn }) => ['cas_usage', 'etat', fn.countAll<number>().as('nombre')])
    .where('premier_envoi_le', 'is not', null)
    .groupBy(['cas_usage', 'etat'])
    .execute();
  return rows.map(({ nombre, ...row }) => ({ ...row, nombre: Number(nombre) }));
}

export interface IssueDecisions {
  readonly decisions: number;
  readonly refus: number;
  /** Decided after the applicant was asked for more. */
  readonly apres_precisions: number;
}

/** How first decisions since then came out. */
export async function issuesDepuis(db: Db, since: Date): Promise<IssueDecisions> {
  const { rows } = await sql<IssueDecisions>`
    select count(*)::int as decisions,
      count(*) filter (where exists (select 1 from demande_evenements e where e.demande = d.id and e.acte = 'refuser'
        and e.le = d.premiere_decision_le))::int as refus,
      count(*) filter (where exists (select 1 from demande_evenements e where e.demande = d.id
        and e.acte = 'demander_precisions' and e.le <= d.premiere_decision_le))::int as apres_precisions
    from demandes d where d.premiere_decision_le >= ${since}`.execute(db);
  return rows[0] ?? { decisions: 0, refus: 0, apres_precisions: 0 };
}
