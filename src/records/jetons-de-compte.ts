import type { Selectable } from 'kysely';
import type { JetonsTable } from './tables/calls.ts';
import { isUuid } from './text.ts';
import type { Db } from './work.ts';

/** A token of someone's request, and what granted it. */
export type JetonDeCompte = Selectable<JetonsTable> & {
  readonly habilitation_numero: string;
  readonly demande: string;
  readonly siret: string | null;
};

const owned = (db: Db, compte: string) =>
  db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .innerJoin('demandes', 'demandes.id', 'habilitations.demande')
    .selectAll('jetons')
    .select(['habilitations.numero as habilitation_numero', 'demandes.id as demande', 'demandes.siret'])
    .where('demandes.demandeur', '=', compte);

/** The tokens of a person's requests, the latest first. */
export async function jetonsDeCompte(db: Db, compte: string): Promise<JetonDeCompte[]> {
  return owned(db, compte).orderBy('jetons.cree_le', 'desc').orderBy('jetons.jti').execute();
}

/** One of them; nothing when it is not this person's. */
export async function jetonDeCompte(db: Db, compte: string, jti: string): Promise<JetonDeCompte | undefined> {
  if (!isUuid(jti)) return undefined;
  return owned(db, compte).where('jetons.jti', '=', jti).executeTakeFirst();
}
