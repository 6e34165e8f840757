import { type Selectable, sql } from 'kysely';
import type { ConsultationsTable } from './tables/attestations.ts';
import { isUuid, storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_TEXT = 500;

/** What someone looked up: of one service, about one identifier. */
export type Consultation = Selectable<ConsultationsTable>;

/** The same, as a line of a list; never the names that open its documents. */
export interface LigneConsultation {
  readonly id: string;
  readonly faite_le: Date;
  readonly service: string;
  readonly identifiant: string;
  readonly contexte: string;
  readonly objet: string;
  readonly statut: number | null;
  readonly request_id: string | null;
  readonly habilitation_numero: string | null;
  /** Who looked it up, by the account as it is now: an erased one names nobody. */
  readonly agent_nom: string;
  readonly agent_email: string | null;
  /** How many documents may still be downloaded. */
  readonly documents: number;
}

export type NouvelleConsultation = Omit<Consultation, 'statut' | 'request_id' | 'documents' | 'documents_fin'>;

/** What the gateway answered. */
export type ReponseConsultation = Pick<Consultation, 'statut' | 'request_id' | 'documents' | 'documents_fin'>;

/** Looks-up of one person wait for each other, so that they are counted right, until the transaction ends. */
export async function lockConsultationsDe(work: Work, agent: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`consultations ${agent}`}))`.execute(work);
}

export async function isEnvoiPris(db: Db, envoi: string): Promise<boolean> {
  const found = await db
    .selectFrom('consultations')
    .select('id')
    .where('envoi', '=', envoi)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** How many forms someone has sent since then, and when the first of them was. */
export async function envoisDepuis(
  db: Db,
  agent: string,
  since: Date,
): Promise<{ readonly nombre: number; readonly premier: Date | null }> {
  const { nombre, premier } = await db
    .selectFrom('consultations')
    .select([sql<number>`count(distinct envoi)::int`.as('nombre'), sql<Date | null>`min(faite_le)`.as('premier')])
    .where('agent', '=', agent)
    .where('faite_le', '>', since)
    .executeTakeFirstOrThrow();
  return { nombre, premier };
}

/** Keeps looks-up about to be made; false when one of them already was. */
export async function insertConsultations(db: Db, consultations: readonly NouvelleConsultation[]): Promise<boolean> {
  const rows = consultations.map((consultation) => ({
    ...consultation,
    contexte: storable(consultation.contexte, MAX_TEXT),
    objet: storable(consultation.objet, MAX_TEXT),
    statut: null,
    request_id: null,
    documents_fin: null,
  }));
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('consultations')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['envoi', 'service', 'identifiant']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) === rows.length;
}

export async function completeConsultation(db: Db, id: string, reponse: ReponseConsultation): Promise<void> {
  const { request_id } = reponse;
  await db
    .updateTable('consultations')
    .set({ ...reponse, request_id: request_id !== null && isUuid(request_id) ? request_id : null })
    .where('id', '=', id)
    .execute();
}

/** One look-up of this person. */
export async function consultationDe(db: Db, agent: string, id: string): Promise<Consultation | undefined> {
  if (!isUuid(id)) return undefined;
  return db.selectFrom('consultations').selectAll().where('id', '=', id).where('agent', '=', agent).executeTakeFirst();
}

/** Whose looks-up: those of one person, or all that were made under the grants of one request. */
export type DeQui = { readonly agent: string } | { readonly demande: string };

const made = (db: Db, deQui: DeQui) => {
  const all = db
    .selectFrom('consultations')
    .innerJoin('comptes', 'comptes.id', 'consultations.agent')
    .leftJoin('habilitations', 'habilitations.id', 'consultations.habilitation');
  return 'agent' in deQui
    ? all.where('consultations.agent', '=', deQui.agent)
    : all.where('habilitations.demande', '=', deQui.demande);
};

/** The latest first. */
export async function listConsultations(
  db: Db,
  deQui: DeQui,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  now: Date,
): Promise<LigneConsultation[]> {
  return made(db, deQui)
    .select(['consultations.id', 'faite_le', 'service', 'identifiant', 'contexte', 'objet', 'statut', 'request_id'])
    .select(['habilitations.numero as habilitation_numero'])
    .select([
      sql<string>`btrim(comptes.prenom || ' ' || comptes.nom)`.as('agent_nom'),
      sql<string | null>`case when comptes.efface_le is null then comptes.email end`.as('agent_email'),
      sql<number>`case when documents_fin > ${now} then cardinality(documents) else 0 end`.as('documents'),
    ])
    .orderBy('faite_le', 'desc')
    .orderBy('consultations.id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countConsultations(db: Db, deQui: DeQui): Promise<number> {
  const { nombre } = await made(db, deQui)
    .select(({ fn }) => fn.countAll<number>().as('nombre'))
    .executeTakeFirstOrThrow();
  return Number(nombre);
}

/** How many times each person looked up, a day of Paris, under the grants of one request. */
export interface JourDAgent {
  /** `AAAA-MM-JJ`. */
  readonly jour: string;
  readonly agent_nom: string;
  readonly agent_email: string | null;
  /** Forms sent, and services asked by them. */
  readonly envois: number;
  readonly services: number;
}

export async function consultationsParJour(
  db: Db,
  demande: string,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<JourDAgent[]> {
  const { rows } = await sql<JourDAgent>`
    select to_char((faite_le at time zone 'Europe/Paris')::date, 'YYYY-MM-DD') as jour,
      btrim(c.prenom || ' ' || c.nom) as agent_nom, case when c.efface_le is null then c.email end as agent_email,
      count(distinct envoi)::int as envois, count(*)::int as services
    from consultations
      join habilitations h on h.id = consultations.habilitation
      join comptes c on c.id = consultations.agent
    where h.demande = ${demande} and faite_le > ${since}
    group by 1, c.id, 2, 3 order by jour desc, agent_nom, c.id limit ${limit}`.execute(db);
  return rows;
}

/** Forgets what opens documents that have ended, and looks-up older than what is kept. */
export async function dropConsultationsAnciennes(db: Db, before: Date, now: Date): Promise<void> {
  await db
    .updateTable('consultations')
    .set({ documents: [], documents_fin: null })
    .where('documents_fin', '<=', now)
    .execute();
  await db.deleteFrom('consultations').where('faite_le', '<', before).execute();
}
