import { type Selectable, sql } from 'kysely';
import type { JetonsTable } from './tables/calls.ts';
import { isUuid } from './text.ts';
import type { Db } from './work.ts';

/** A token of someone's request, and what granted it. */
export type JetonDeCompte = Selectable<JetonsTable> & {
  readonly habilitation_numero: string;
  readonly demande: string;
  readonly siret: string | null;
};

/** As what someone sees a token: who asked for it, or a contact whom its request names by his verified e-mail. */
export type QualiteJeton = 'demandeur' | 'contact_metier' | 'contact_technique';
export type JetonVu = JetonDeCompte & { readonly qualite: QualiteJeton };

const granted = (db: Db) =>
  db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .innerJoin('demandes', 'demandes.id', 'habilitations.demande')
    .selectAll('jetons')
    .select(['habilitations.numero as habilitation_numero', 'demandes.id as demande', 'demandes.siret']);

const owned = (db: Db, compte: string) => granted(db).where('demandes.demandeur', '=', compte);

const contactIs = (compte: string, role: string) => sql<boolean>`exists (
  select 1 from comptes where comptes.id = ${compte} and comptes.verifie_le is not null
    and comptes.email = lower(btrim(habilitations.instantane #>> ${`{contenu,${role},email}`}::text[])))`;

const seen = (db: Db, compte: string) =>
  granted(db)
    .select(
      sql<QualiteJeton>`case when demandes.demandeur = ${compte} then 'demandeur'
        when ${contactIs(compte, 'contact_technique')} then 'contact_technique' else 'contact_metier' end`.as(
        'qualite',
      ),
    )
    .where(({ or, eb }) =>
      or([
        eb('demandes.demandeur', '=', compte),
        contactIs(compte, 'contact_technique'),
        contactIs(compte, 'contact_metier'),
      ]),
    );

/** The tokens of a person's requests, the latest first. */
export async function jetonsDeCompte(db: Db, compte: string): Promise<JetonDeCompte[]> {
  return owned(db, compte).orderBy('jetons.cree_le', 'desc').orderBy('jetons.jti').execute();
}

/** One of them; nothing when it is not this person's. */
export async function jetonDeCompte(db: Db, compte: string, jti: string): Promise<JetonDeCompte | undefined> {
  if (!isUuid(jti)) return undefined;
  return owned(db, compte).where('jetons.jti', '=', jti).executeTakeFirst();
}

/** The tokens that someone may look after, his own or those of requests that name him; the latest first. */
export async function jetonsVusPar(db: Db, compte: string): Promise<JetonVu[]> {
  return seen(db, compte).orderBy('jetons.cree_le', 'desc').orderBy('jetons.jti').execute();
}

/** One of them; nothing when it is not his to see. */
export async function jetonVuPar(db: Db, compte: string, jti: string): Promise<JetonVu | undefined> {
  if (!isUuid(jti)) return undefined;
  return seen(db, compte).where('jetons.jti', '=', jti).executeTakeFirst();
}
