import { sql } from 'kysely';
import type { Db } from './work.ts';

/**
 * Who asked for what is granted now, and who answers for its use: one e-mail each. Of those rights alone, when some are given.
 */
export async function contactsHabilites(db: Db, droits: readonly string[] = []): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select distinct lower(btrim(contact)) as email
    from habilitations
      join demandes on demandes.id = habilitations.demande
      join comptes on comptes.id = demandes.demandeur,
      lateral (values (comptes.email), (instantane #>> '{contenu,contact_metier,email}')) as named (contact)
    where habilitations.etat = 'active' and comptes.desactive_le is null and btrim(coalesce(contact, '')) <> ''
      and (${droits.length} = 0 or exists (
        select 1 from jsonb_array_elements_text(instantane #> '{contenu,donnees}') as droit
        where droit in (select jsonb_array_elements_text(${JSON.stringify(droits)}::jsonb))))
    order by email`.execute(db);
  return rows.map(({ email }) => email);
}
