import { sql } from 'kysely';
import { isUuid, storable } from './text.ts';
import type { Db } from './work.ts';

const MAX_NUMERO = 40;

/** A right that someone answers for, and may show to an editor. */
export interface Titre {
  readonly demande: string;
  /** Of the habilitation in force; null when none is any more. */
  readonly habilitation: string | null;
  readonly numero: string;
  readonly intitule: string;
  readonly siret: string | null;
  /** What the form says of who integrates the API; empty when it names no editor. */
  readonly integrateur: string;
  readonly copieDe: string | null;
}

const titre = sql`
  select d.id as demande, active.id as habilitation, coalesce(active.numero, asked.numero) as numero,
    coalesce(active.instantane, asked.instantane) ->> 'intitule' as intitule,
    coalesce(active.instantane, asked.instantane) ->> 'siret' as siret,
    case when coalesce(active.instantane, asked.instantane) #>> '{contenu,integrateur}' = 'editeur'
      then coalesce(coalesce(active.instantane, asked.instantane) #>> '{contenu,integrateur_precision}', '')
      else '' end as integrateur, d.copie_de as "copieDe"
  from habilitations asked join demandes d on d.id = asked.demande
    left join habilitations active on active.demande = d.id and active.etat = 'active'`;

/** What a habilitation of this person grants; nothing when it is not his. */
export async function titreDe(db: Db, compte: string, habilitation: string): Promise<Titre | undefined> {
  if (!isUuid(habilitation)) return undefined;
  const { rows } = await sql<Titre>`${titre} where asked.id = ${habilitation} and d.demandeur = ${compte}`.execute(db);
  return rows[0];
}

/** What a public number names, while it is in force, and who answers for it. */
export async function titreParNumero(
  db: Db,
  numero: string,
): Promise<(Titre & { readonly demandeur: string; readonly email: string | null }) | undefined> {
  const { rows } = await sql<Titre & { demandeur: string; email: string | null }>`
    select named.*, d.demandeur, case when c.desactive_le is null then c.email end as email
    from (${titre} where asked.numero = ${storable(numero, MAX_NUMERO)}) named
      join demandes d on d.id = named.demande join comptes c on c.id = d.demandeur
    where named.habilitation is not null`.execute(db);
  return rows[0];
}
