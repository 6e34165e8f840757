import { sql } from 'kysely';
import type { Delegation } from './delegations.ts';
import { isUuid } from './text.ts';
import type { Db } from './work.ts';

interface Range {
  readonly offset: number;
  readonly limit: number;
}

/** A delegation as its client sees it. */
export type DelegationDeClient = Delegation & {
  readonly nom: string;
  readonly produit: string;
  readonly siret: string;
};

const ofRequest = (db: Db, demande: string) =>
  db
    .selectFrom('delegations')
    .innerJoin('editeurs', 'editeurs.id', 'delegations.editeur')
    .selectAll('delegations')
    .select(['editeurs.nom', 'editeurs.produit', 'editeurs.siret'])
    .where('demande', '=', demande);

/** What is asked or in force on a request; what is asked first. */
export async function delegationsOuvertes(db: Db, demande: string): Promise<DelegationDeClient[]> {
  return ofRequest(db, demande)
    .where('etat', 'in', ['demandee', 'accordee'])
    .orderBy('etat', 'desc')
    .orderBy('nom')
    .orderBy('delegations.id')
    .execute();
}

/** What is over on a request, the latest first. */
export async function delegationsPassees(
  db: Db,
  demande: string,
  { offset, limit }: Range,
): Promise<DelegationDeClient[]> {
  return ofRequest(db, demande)
    .where('close_le', 'is not', null)
    .orderBy('close_le', 'desc')
    .orderBy('delegations.id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function compteDelegationsPassees(db: Db, demande: string): Promise<number> {
  const { total } = await db
    .selectFrom('delegations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('demande', '=', demande)
    .where('close_le', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** One of them, whatever its state. */
export async function delegationSur(
  db: Db,
  { demande, id }: { readonly demande: string; readonly id: string },
): Promise<DelegationDeClient | undefined> {
  if (!isUuid(id)) return undefined;
  return ofRequest(db, demande).where('delegations.id', '=', id).executeTakeFirst();
}

/** The editors to whom a request was delegated, and still is or was to its end. */
export async function editeursDelegues(db: Db, demande: string): Promise<string[]> {
  const rows = await db
    .selectFrom('delegations')
    .select('editeur')
    .where('demande', '=', demande)
    .where('etat', '=', 'accordee')
    .execute();
  return rows.map(({ editeur }) => editeur);
}

/** What someone is asked for on what he answers for, since an instant; the oldest first. */
export async function demandesAttendues(
  db: Db,
  compte: string,
  since: Date,
): Promise<{ readonly habilitation: string; readonly numero: string; readonly nom: string }[]> {
  const { rows } = await sql<{ habilitation: string; numero: string; nom: string }>`
    select h.id as habilitation, h.numero, e.nom
    from delegations g join demandes d on d.id = g.demande
      join habilitations h on h.demande = d.id and h.etat = 'active' join editeurs e on e.id = g.editeur
    where d.demandeur = ${compte} and g.etat = 'demandee' and g.demandee_le > ${since}
    order by g.demandee_le, g.id limit 20`.execute(db);
  return rows;
}

/** A delegation as its editor sees it: what it is about, when it may be told. */
export type DelegationDEditeur = Delegation & {
  /** The habilitation in force. */
  readonly habilitation: string | null;
  readonly numero_actuel: string | null;
  readonly intitule: string | null;
  readonly organisation: string | null;
};

/** All that an editor has asked or been given, the latest first. */
export async function delegationsDEditeur(
  db: Db,
  editeur: string,
  { offset, limit }: Range,
): Promise<DelegationDEditeur[]> {
  const { rows } = await sql<DelegationDEditeur>`
    select g.*, h.id as habilitation, h.numero as numero_actuel,
      h.instantane ->> 'intitule' as intitule, coalesce(o.nom, h.instantane ->> 'siret') as organisation
    from delegations g
      left join habilitations h on h.demande = g.demande and h.etat = 'active' and g.etat = 'accordee'
      left join organisations o on o.siret = h.instantane ->> 'siret'
    where g.editeur = ${editeur}
    order by coalesce(g.accordee_le, g.demandee_le) desc, g.id offset ${offset} limit ${limit}`.execute(db);
  return rows;
}

/** One of them, whatever its state. */
export async function delegationDEditeur(
  db: Db,
  { editeur, id }: { readonly editeur: string; readonly id: string },
): Promise<Delegation | undefined> {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('delegations')
    .selectAll()
    .where('id', '=', id)
    .where('editeur', '=', editeur)
    .executeTakeFirst();
}

export async function compteDelegationsDEditeur(db: Db, editeur: string): Promise<number> {
  const { total } = await db
    .selectFrom('delegations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('editeur', '=', editeur)
    .executeTakeFirstOrThrow();
  return Number(total);
}
