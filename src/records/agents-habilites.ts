import { type Selectable, sql } from 'kysely';
import type { AgentsHabilitesTable } from './tables/attestations.ts';
import type { EtatHabilitation } from './tables/demandes.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

export type AgentHabilite = Selectable<AgentsHabilitesTable>;

/** As what someone looks companies up: who asked for the right, who answers for its use, or an agent whom the first lets in. */
export type QualiteAgent = 'demandeur' | 'contact_metier' | 'agent';

/** A grant that someone may use on this site. */
export interface HabilitationUtilisable {
  readonly id: string;
  readonly numero: string;
  readonly etat: EtatHabilitation;
  readonly demande: string;
  readonly intitule: string;
  readonly siret: string;
  readonly organisation: string | null;
  readonly qualite: QualiteAgent;
  /** When an agent may no more; null for the others, and without an end. */
  readonly fin_le: Date | null;
}

const usable = (compte: string, now: Date) => sql`
  select h.id, h.numero, h.etat, h.demande, h.instantane ->> 'intitule' as intitule,
    coalesce(h.instantane ->> 'siret', d.siret, '') as siret, o.nom as organisation, h.accordee_le,
    case when d.demandeur = c.id then 'demandeur' when metier.est then 'contact_metier' else 'agent' end as qualite,
    case when d.demandeur = c.id or metier.est then null else a.fin_le end as fin_le
  from comptes c
    cross join habilitations h
    join demandes d on d.id = h.demande
    cross join lateral (select c.verifie_le is not null
      and c.email = lower(btrim(coalesce(h.instantane #>> '{contenu,contact_metier,email}', ''))) as est) as metier
    left join agents_habilites a on a.demande = d.id and a.email = c.email and c.verifie_le is not null
      and (a.fin_le is null or a.fin_le > ${now})
    left join organisations o on o.siret = coalesce(h.instantane ->> 'siret', d.siret)
  where c.id = ${compte} and c.desactive_le is null and (d.demandeur = c.id or metier.est or a.id is not null)`;

/** What is granted now and that someone may use, the latest first. */
export async function habilitationsUtilisablesPar(
  db: Db,
  compte: string,
  now: Date,
): Promise<HabilitationUtilisable[]> {
  const { rows } = await sql<HabilitationUtilisable>`
    select * from (${usable(compte, now)}) as une where etat = 'active' order by accordee_le desc, numero desc`.execute(
    db,
  );
  return rows;
}

/** One of them, even closed since; nothing when it is not his to use. */
export async function habilitationUtilisablePar(
  db: Db,
  { compte, id }: { readonly compte: string; readonly id: string },
  now: Date,
): Promise<HabilitationUtilisable | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<HabilitationUtilisable>`
    select * from (${usable(compte, now)}) as une where id = ${id}`.execute(db);
  return rows[0];
}

/** The tokens of a grant, the latest first; those that another one takes the place of come last. */
export async function jetonsDHabilitation(db: Db, habilitation: string) {
  return db
    .selectFrom('jetons')
    .select(['jti', 'uid', 'sujet', 'roles', 'cree_le', 'expire_le', 'revoque_le', 'banni_le'])
    .where('habilitation', '=', habilitation)
    .orderBy(sql`(remplace_par is not null)`)
    .orderBy('cree_le', 'desc')
    .orderBy('jti')
    .execute();
}

export type JetonDHabilitation = Awaited<ReturnType<typeof jetonsDHabilitation>>[number];

/** Lets someone in; false when he already is. An authorisation that has ended gives its place. */
export async function insertAgent(work: Work, agent: AgentHabilite): Promise<boolean> {
  const { demande, email, ajoute_le } = agent;
  await work
    .deleteFrom('agents_habilites')
    .where('demande', '=', demande)
    .where('email', '=', email)
    .where('fin_le', '<=', ajoute_le)
    .execute();
  const { numInsertedOrUpdatedRows = 0n } = await work
    .insertInto('agents_habilites')
    .values(agent)
    .onConflict((conflict) => conflict.columns(['demande', 'email']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** Those of a request, by their e-mail. */
export async function agentsDe(
  db: Db,
  demande: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<AgentHabilite[]> {
  return db
    .selectFrom('agents_habilites')
    .selectAll()
    .where('demande', '=', demande)
    .orderBy('email')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countAgents(db: Db, demande: string): Promise<number> {
  const { nombre } = await db
    .selectFrom('agents_habilites')
    .select(({ fn }) => fn.countAll<number>().as('nombre'))
    .where('demande', '=', demande)
    .executeTakeFirstOrThrow();
  return Number(nombre);
}

export async function findAgent(db: Db, demande: string, id: string): Promise<AgentHabilite | undefined> {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('agents_habilites')
    .selectAll()
    .where('demande', '=', demande)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Takes it back at once; nothing when it was not there any more. */
export async function removeAgent(work: Work, demande: string, id: string): Promise<AgentHabilite | undefined> {
  if (!isUuid(id)) return undefined;
  return work
    .deleteFrom('agents_habilites')
    .where('demande', '=', demande)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** Forgets those that ended before then. */
export async function dropAgentsFinis(db: Db, endedBefore: Date): Promise<void> {
  await db.deleteFrom('agents_habilites').where('fin_le', '<', endedBefore).execute();
}
