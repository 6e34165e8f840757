import { sql } from 'kysely';
import type { QualiteJeton } from './jetons-de-compte.ts';
import type { Db } from './work.ts';

/** Someone whom a token concerns. */
export interface Concerne {
  readonly qualite: QualiteJeton;
  readonly email: string;
  readonly nom: string;
}

/** Who asked for a token, and the contacts that its request names; one line each, though one person may be several. */
export async function concernesParJeton(db: Db, jti: string): Promise<Concerne[]> {
  const { rows } = await sql<Concerne>`
    select named.qualite, lower(btrim(named.email)) as email, btrim(named.nom) as nom
    from jetons
      join habilitations on habilitations.id = jetons.habilitation
      join demandes on demandes.id = habilitations.demande
      join comptes on comptes.id = demandes.demandeur
      cross join lateral (values
        (1, 'demandeur', case when comptes.desactive_le is null then comptes.email end, comptes.prenom || ' ' || comptes.nom),
        (2, 'contact_technique', habilitations.instantane #>> '{contenu,contact_technique,email}',
          concat_ws(' ', habilitations.instantane #>> '{contenu,contact_technique,prenom}',
            habilitations.instantane #>> '{contenu,contact_technique,nom}')),
        (3, 'contact_metier', habilitations.instantane #>> '{contenu,contact_metier,email}',
          concat_ws(' ', habilitations.instantane #>> '{contenu,contact_metier,prenom}',
            habilitations.instantane #>> '{contenu,contact_metier,nom}')))
        as named (rang, qualite, email, nom)
    where jetons.jti = ${jti} and btrim(coalesce(named.email, '')) <> '' order by named.rang`.execute(db);
  return rows;
}
