import { sql } from 'kysely';
import type { Db } from './work.ts';

/** How a token was used these last days, and when for the last time. */
export interface UsageDeJeton {
  readonly jti: string;
  /** Calls of each of the days, the oldest first; today is the last. */
  readonly parJour: readonly number[];
  readonly appels: number;
  /** Among them, those answered 5xx. */
  readonly pannes: number;
  /** Null when no call is known any more, or was ever made. */
  readonly dernierLe: Date | null;
}

/** By token, over the days of Paris that end with today; a token that was never used has a line all the same. */
export async function usageDeJetons(
  db: Db,
  jtis: readonly string[],
  { now, jours }: { readonly now: Date; readonly jours: number },
): Promise<ReadonlyMap<string, UsageDeJeton>> {
  const { rows } = await sql<UsageDeJeton>`
    with fenetre as (select (${now}::timestamptz at time zone 'Europe/Paris')::date as fin)
    select jti,
      array(select coalesce((select sum(appels) from adresses_de_jetons a where a.jti = asked.jti and a.jour = j.jour), 0)::float8
        from (select fin - rang as jour from fenetre, generate_series(${jours}::int - 1, 0, -1) rang) j
        order by j.jour) as "parJour",
      (select coalesce(sum(appels), 0)::float8 from adresses_de_jetons a, fenetre
        where a.jti = asked.jti and a.jour > fin - ${jours}::int and a.jour <= fin) as appels,
      (select coalesce(sum(nombre), 0)::float8 from echecs_de_jetons e, fenetre where e.jti = asked.jti and e.statut >= 500
        and e.minute >= (fin - (${jours}::int - 1))::timestamp at time zone 'Europe/Paris') as pannes,
      (select max(dernier_le) from adresses_de_jetons a where a.jti = asked.jti) as "dernierLe"
    from unnest(${sql.val([...jtis])}::uuid[]) as asked (jti)`.execute(db);
  return new Map(rows.map((row) => [row.jti, row]));
}
