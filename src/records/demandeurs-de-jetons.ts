import type { Compte } from './comptes.ts';
import type { Db } from './work.ts';

/** Who answers for a token: the requester of what granted it, now. */
export type Demandeur = Pick<Compte, 'id' | 'email' | 'prenom' | 'nom'>;

/** Undefined for a token that no request granted. */
export function demandeurDuJeton(db: Db, jti: string): Promise<Demandeur | undefined> {
  return db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .innerJoin('demandes', 'demandes.id', 'habilitations.demande')
    .innerJoin('comptes', 'comptes.id', 'demandes.demandeur')
    .select(['comptes.id', 'comptes.email', 'comptes.prenom', 'comptes.nom'])
    .where('jetons.jti', '=', jti)
    .executeTakeFirst();
}
