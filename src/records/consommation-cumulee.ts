import { sql } from 'kysely';

/**
 * What the statement that keeps traces (`nouvelles`) also counts of tokens: the addresses they call from, by day, and what was
 * refused or failed, by minute.
 */
export const consommation = sql`
    adresses as (
      insert into adresses_de_jetons
      select jti, left(adresse, 128), (recu_le at time zone 'Europe/Paris')::date, count(*), count(*) filter (where statut = 429),
        min(recu_le), max(recu_le)
      from nouvelles group by 1, 2, 3 order by 1, 2, 3
      on conflict (jti, adresse, jour) do update set appels = adresses_de_jetons.appels + excluded.appels,
        refus_429 = adresses_de_jetons.refus_429 + excluded.refus_429,
        premier_le = least(adresses_de_jetons.premier_le, excluded.premier_le),
        dernier_le = greatest(adresses_de_jetons.dernier_le, excluded.dernier_le)),
    echecs as (
      insert into echecs_de_jetons
      select jti, date_trunc('minute', recu_le), endpoint, left(adresse, 128), statut, count(*)
      from nouvelles where statut = 429 or statut >= 500 group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (jti, minute, endpoint, adresse, statut)
        do update set nombre = echecs_de_jetons.nombre + excluded.nombre)`;
