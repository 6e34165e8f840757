import { sql } from 'kysely';
import type { EtatDemande, EtatHabilitation } from './tables/demandes.ts';
import type { ProlongationsTable } from './tables/jeton-ends.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

/** Where a token stands, and the request that it comes from: what decides of its renewal. */
export interface SituationDuJeton {
  readonly jti: string;
  readonly sujet: string;
  readonly roles: string[];
  readonly usage: string;
  readonly expire_le: Date;
  readonly revoque_le: Date | null;
  readonly banni_le: Date | null;
  readonly remplace_par: string | null;
  readonly habilitation: string;
  readonly habilitation_etat: EtatHabilitation;
  readonly instantane: unknown;
  readonly contacts: readonly string[];
  readonly demande: string;
  readonly demande_numero: string;
  readonly demande_etat: EtatDemande;
  readonly reouverture: boolean;
  readonly demandeur: string;
  readonly demandeur_nom: string;
  /** Null when his account is closed. */
  readonly demandeur_email: string | null;
  /** A renewal that is under way. */
  readonly copie: string | null;
  readonly copie_etat: EtatDemande | null;
}

export async function situationDuJeton(db: Db, jti: string): Promise<SituationDuJeton | undefined> {
  if (!isUuid(jti)) return undefined;
  const { rows } = await sql<SituationDuJeton>`
    select jetons.jti, jetons.sujet, jetons.roles, jetons.usage, jetons.expire_le, jetons.revoque_le, jetons.banni_le,
      jetons.remplace_par, habilitations.id as habilitation, habilitations.etat as habilitation_etat, habilitations.instantane,
      array_remove(array[instantane #>> '{contenu,contact_metier,email}',
        instantane #>> '{contenu,contact_technique,email}'], null) as contacts,
      demandes.id as demande, demandes.numero as demande_numero, demandes.etat as demande_etat, demandes.reouverture,
      demandes.demandeur, btrim(comptes.prenom || ' ' || comptes.nom) as demandeur_nom,
      case when comptes.desactive_le is null then comptes.email end as demandeur_email,
      copie.id as copie, copie.etat as copie_etat
    from jetons
      join habilitations on habilitations.id = jetons.habilitation
      join demandes on demandes.id = habilitations.demande
      join comptes on comptes.id = demandes.demandeur
      left join demandes copie on copie.copie_de = demandes.id and copie.etat in ('brouillon', 'envoyee', 'a_modifier')
    where jetons.jti = ${jti}`.execute(db);
  return rows[0];
}

/** Holds a token until the end of the transaction: who replaces it at the same time waits, then sees that it is done. */
export async function holdJeton(work: Work, jti: string): Promise<void> {
  await work.selectFrom('jetons').select('jti').where('jti', '=', jti).forUpdate().execute();
}

/** What someone who prolongs has answered. */
export type Reponses = Pick<
  ProlongationsTable,
  'responsable' | 'usage_inchange' | 'contact_metier' | 'contact_technique'
>;

/** His answers so far; nothing when he has not begun. */
export async function reponsesDe(db: Db, jti: string, compte: string): Promise<Reponses | undefined> {
  return db
    .selectFrom('prolongations')
    .select(['responsable', 'usage_inchange', 'contact_metier', 'contact_technique'])
    .where('jti', '=', jti)
    .where('compte', '=', compte)
    .executeTakeFirst();
}

export async function keepReponses(
  work: Work,
  who: { readonly jti: string; readonly compte: string },
  reponses: Partial<Reponses>,
  at: Date,
): Promise<void> {
  await work
    .insertInto('prolongations')
    .values({ ...who, ...reponses, modifiee_le: at })
    .onConflict((same) => same.columns(['jti', 'compte']).doUpdateSet({ ...reponses, modifiee_le: at }))
    .execute();
}

/** Keeps which token was made, in the place of which it stands from now on. The database refuses a second one. */
export async function concludeProlongation(
  work: Work,
  {
    jti,
    compte,
    nouveau,
    at,
  }: { readonly jti: string; readonly compte: string; readonly nouveau: string; readonly at: Date },
): Promise<void> {
  await work
    .updateTable('prolongations')
    .set({ nouveau, conclue_le: at, modifiee_le: at })
    .where('jti', '=', jti)
    .where('compte', '=', compte)
    .executeTakeFirstOrThrow();
  await work.updateTable('jetons').set({ remplace_par: nouveau }).where('jti', '=', jti).execute();
}

export async function dropOldProlongations(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('prolongations').where('modifiee_le', '<', before).execute();
}
