import { addCalendarMonths } from '../../src/core/dates/durations.ts';
import { tokenLifeMonths } from '../../src/core/terms.ts';
import { createTokenSigner } from '../../src/gateway/jetons/signing.ts';
import type { Contenu } from '../../src/habilitations/contenu.ts';
import type { Compte } from '../../src/records/comptes.ts';
import { jetonsAccordes } from '../../src/records/habilitations.ts';
import { findJeton, type JetonRow } from '../../src/records/jetons.ts';
import { type Atelier, completeContenu } from '../support/demandes.ts';

export const secret = 'un secret de test, assez long pour signer des jetons';
export const DAY_MS = 86_400_000;

export interface Accorde {
  readonly demande: string;
  readonly jeton: JetonRow;
}

interface AAccorder {
  readonly demandeur: Compte;
  readonly instructeur: Compte;
  readonly intitule: string;
  /** How long ago it was granted; negative, to come. */
  readonly ilYA: number;
  readonly contacts?: { readonly metier: string; readonly technique: string };
  readonly copieDe?: string;
}

/** The contacts of a form, at these addresses. */
export function contactsAt({ metier, technique }: { metier: string; technique: string }): Partial<Contenu> {
  return {
    contact_metier: { ...completeContenu.contact_metier, email: metier },
    contact_technique: { ...completeContenu.contact_technique, email: technique },
  };
}

/** A request granted so many days ago, and its token. */
export async function accorder(atelier: Atelier, asked: AAccorder): Promise<Accorde> {
  const { demandeur, instructeur, intitule, ilYA, contacts, copieDe } = asked;
  const contenu = { ...completeContenu, ...(contacts === undefined ? {} : contactsAt(contacts)) };
  const nouvelle = { intitule, saisie: { siret: '10010001500013', contenu } };
  const copie = copieDe === undefined ? {} : { copieDe: await atelier.relue(copieDe) };
  const { id } = await atelier.envoyee(demandeur, ilYA, { ...nouvelle, ...copie });
  return { demande: id, jeton: await valider(atelier, { demande: id, instructeur, ilYA }) };
}

/** Grants a request that is sent; gives its newest token. */
export async function valider(
  { db, bureau, relue }: Atelier,
  { demande, instructeur, ilYA }: { demande: string; instructeur: Compte; ilYA: number },
): Promise<JetonRow> {
  await bureau(ilYA).agir(await relue(demande), instructeur, 'valider');
  const [made] = await jetonsAccordes(db, demande);
  const jeton = await findJeton(db, made?.jti ?? '');
  if (jeton === undefined) throw new Error('a granted request has a token');
  return jeton;
}

/** The token itself, as its requester has it. */
export function valeurDe({ jti, uid, roles, sujet, cree_le, expire_le }: JetonRow): string {
  const claims = { jti, uid, roles, subject: sujet, issuedAt: cree_le, expiresAt: expire_le };
  return createTokenSigner([{ kid: '1', secret }])(claims);
}

/** How long ago a token was granted that has so many days left now. */
export function accordeAvec(joursRestants: number): number {
  const end = new Date(Date.now() + joursRestants * DAY_MS);
  return (Date.now() - addCalendarMonths(end, -tokenLifeMonths).getTime()) / DAY_MS;
}
