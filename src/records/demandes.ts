import { type Selectable, sql, type Updateable } from 'kysely';
import type { CasUsageDemande, DemandesTable, EtatDemande } from './tables/demandes.ts';
import { isUuid, storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_INTITULE = 300;
const MAX_CONTENU = 200_000;

export type Demande = Selectable<DemandesTable>;
export type DemandeUpdate = Omit<
  Updateable<DemandesTable>,
  'id' | 'numero' | 'version' | 'contenu' | 'contenu_envoye'
> & {
  readonly contenu?: object;
  readonly contenu_envoye?: object | null;
};

export interface NewDemande {
  readonly id: string;
  readonly demandeur: string;
  readonly cas_usage: CasUsageDemande;
  readonly intitule: string;
  readonly siret: string | null;
  readonly contenu: object;
  readonly copie_de: string | null;
  readonly le: Date;
}

/** Keeps a new draft. */
export async function insertDemande(work: Work, { le, contenu, intitule, ...demande }: NewDemande): Promise<void> {
  await work
    .insertInto('demandes')
    .values({
      ...demande,
      intitule: storable(intitule, MAX_INTITULE),
      contenu: storableJson(contenu),
      etat: 'brouillon',
      reouverture: false,
      version: 1,
      creee_le: le,
      modifiee_le: le,
    })
    .execute();
}

/** Changes a request that is still at this version; false when someone has changed it meanwhile. */
export async function updateDemande(
  work: Work,
  { id, version }: Pick<Demande, 'id' | 'version'>,
  { contenu, contenu_envoye, intitule, ...update }: DemandeUpdate,
): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('demandes')
    .set({
      ...update,
      ...(intitule === undefined ? {} : { intitule: storable(intitule, MAX_INTITULE) }),
      ...(contenu === undefined ? {} : { contenu: storableJson(contenu) }),
      ...(contenu_envoye === undefined
        ? {}
        : { contenu_envoye: contenu_envoye === null ? null : storableJson(contenu_envoye) }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function findDemande(db: Db, id: string): Promise<Demande | undefined> {
  if (!isUuid(id)) return undefined;
  return db.selectFrom('demandes').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, held until the end of the transaction: who decides at the same time waits, then sees what was decided. */
export async function holdDemande(work: Work, id: string): Promise<Demande | undefined> {
  if (!isUuid(id)) return undefined;
  return work.selectFrom('demandes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** A copy of this request that is still under way. */
export async function findLiveCopy(db: Db, id: string): Promise<Demande | undefined> {
  return db
    .selectFrom('demandes')
    .selectAll()
    .where('copie_de', '=', id)
    .where('etat', 'in', ['brouillon', 'envoyee', 'a_modifier'])
    .executeTakeFirst();
}

/** What a person has to finish: his own drafts, and what he is asked to complete; the last changed first. */
export async function demandesAFinir(db: Db, compte: string): Promise<Demande[]> {
  return db
    .selectFrom('demandes')
    .selectAll()
    .where('demandeur', '=', compte)
    .where('etat', 'in', ['brouillon', 'a_modifier'])
    .orderBy('modifiee_le', 'desc')
    .execute();
}

/** Other requests of the same organisation (its SIREN), the latest first. */
export async function demandesDuSiren(db: Db, siren: string, except: string): Promise<Demande[]> {
  return db
    .selectFrom('demandes')
    .selectAll()
    .where(sql<boolean>`left(siret, 9) = ${siren}`)
    .where('id', '<>', except)
    .where('etat', '<>', 'brouillon')
    .orderBy('modifiee_le', 'desc')
    .execute();
}

/** How long first decisions took since then, in seconds: half of them less, four in five less; null when there was none. */
export async function delaisDepuis(
  db: Db,
  since: Date,
): Promise<{ readonly median: number; readonly p80: number; readonly nombre: number } | null> {
  const { rows } = await sql<{ median: number | null; p80: number | null; nombre: number }>`
    select percentile_cont(0.5) within group (order by duree) as median,
      percentile_cont(0.8) within group (order by duree) as p80, count(*)::int as nombre
    from (select extract(epoch from premiere_decision_le - premier_envoi_le)::float8 as duree
      from demandes where premiere_decision_le >= ${since}) decisions`.execute(db);
  const [row] = rows;
  if (row === undefined || row.median === null || row.p80 === null) return null;
  return { median: row.median, p80: row.p80, nombre: row.nombre };
}

/** Drafts that nobody has touched since then, and that were not recalled yet. */
export async function brouillonsOublies(db: Db, before: Date, limit: number): Promise<Demande[]> {
  return forgotten(db, 'brouillon', before, limit);
}

/** Requests whose applicant has not answered since then, and was not reminded yet. */
export async function precisionsOubliees(db: Db, before: Date, limit: number): Promise<Demande[]> {
  return forgotten(db, 'a_modifier', before, limit);
}

function forgotten(db: Db, etat: EtatDemande, before: Date, limit: number): Promise<Demande[]> {
  return db
    .selectFrom('demandes')
    .selectAll()
    .where('etat', '=', etat)
    .where('modifiee_le', '<', before)
    .where('relancee_le', 'is', null)
    .orderBy('modifiee_le')
    .limit(limit)
    .execute();
}

/** Requests reminded before then, whose applicant has still neither answered nor written. */
export async function relancesSansReponse(db: Db, before: Date, limit: number): Promise<Demande[]> {
  return db
    .selectFrom('demandes')
    .selectAll()
    .where('etat', '=', 'a_modifier')
    .where('reouverture', '=', false)
    .where('relancee_le', '<', before)
    .where(
      sql<boolean>`not exists (select 1 from demande_messages m
        where m.demande = demandes.id and m.cote = 'demandeur' and m.le > relancee_le)`,
    )
    .orderBy('relancee_le')
    .limit(limit)
    .execute();
}

function storableJson(value: object): string {
  return storable(
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storable(inner, MAX_CONTENU) : inner)),
    MAX_CONTENU * 4,
  );
}
