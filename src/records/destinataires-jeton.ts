import { sql } from 'kysely';
import type { Db } from './work.ts';

/** Who is written to about how a token is used: who asked for it, and contacts of its request; one e-mail each. */
export interface DestinatairesJeton {
  readonly jti: string;
  readonly sujet: string;
  readonly expire_le: Date;
  readonly revoque_le: Date | null;
  readonly banni_le: Date | null;
  readonly emails: readonly string[];
}

type Contact = 'contact_technique' | 'contact_metier';

/**
 * Of these tokens, those that were granted to a request; the others are nobody's. With the technical contact alone, or whom else
 * the matter concerns.
 */
export async function destinatairesDesJetons(
  db: Db,
  jtis: readonly string[],
  contacts: readonly Contact[] = ['contact_technique'],
): Promise<DestinatairesJeton[]> {
  const { rows } = await sql<DestinatairesJeton>`
    select jti, sujet, expire_le, revoque_le, banni_le, array(
      select distinct lower(btrim(contact)) from (
        select case when comptes.desactive_le is null then comptes.email end
        union all select habilitations.instantane #>> array['contenu', role, 'email']
          from unnest(${sql.val([...contacts])}::text[]) as role) as named (contact)
      where btrim(coalesce(contact, '')) <> '' order by 1) as emails
    from jetons
      join habilitations on habilitations.id = jetons.habilitation
      join demandes on demandes.id = habilitations.demande
      join comptes on comptes.id = demandes.demandeur
    where jti = any(${sql.val([...jtis])}::uuid[]) order by jti`.execute(db);
  return rows;
}
