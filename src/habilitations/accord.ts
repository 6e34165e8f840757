import { randomUUID } from 'node:crypto';
import { addCalendarMonths } from '../core/dates/durations.ts';
import { tokenLifeMonths } from '../core/terms.ts';
import type { Demande } from '../records/demandes.ts';
import { closeHabilitation, insertHabilitation, jetonsVivantsDe, replaceJetonsDe } from '../records/habilitations.ts';
import { insertJetons, revokeJeton } from '../records/jetons.ts';
import { addRattachement } from '../records/rattachements.ts';
import type { Work } from '../records/work.ts';
import { type Donnees, isOpenData } from './donnees.ts';
import { type Formulaire, formulaireDe } from './formulaire.ts';

interface Accord {
  readonly demande: Demande;
  readonly par: string;
  readonly at: Date;
  readonly donnees: Donnees;
}

/** What a token of this form holds: the data asked; open ones alone for a form open to anyone (DECISIONS, Token). */
export function droitsDe({ casUsage, contenu }: Formulaire, { toutes }: Donnees): { roles: string[]; usage: string } {
  const asked = toutes.filter(({ code }) => contenu.donnees.includes(code));
  const isOpenForm = casUsage === 'preremplissage' && contenu.acces_formulaire === 'ouvert';
  const granted = isOpenForm ? asked.filter(isOpenData) : asked;
  return { roles: granted.map(({ code }) => code), usage: isOpenForm ? 'preremplissage_ouvert' : 'protege' };
}

/** Grants what was asked: an immutable snapshot, and a new token that takes the place of those of a former grant. Gives its name. */
export async function accorder(work: Work, { demande, par, at, donnees }: Accord): Promise<string> {
  const instantane = formulaireDe(demande);
  const habilitation = randomUUID();
  await insertHabilitation(work, {
    id: habilitation,
    demande: demande.id,
    instantane,
    accordee_le: at,
    accordee_par: par,
  });
  // Who instructs has seen that the applicant acts for this organisation.
  await attach(work, demande, { origine: 'operateur', at, verified: true });
  const jti = randomUUID();
  await insertJetons(work, [
    {
      jti,
      uid: demande.demandeur,
      sujet: demande.intitule,
      ...droitsDe(instantane, donnees),
      cree_le: at,
      expire_le: addCalendarMonths(at, tokenLifeMonths),
      revoque_le: null,
      banni_le: null,
      habilitation,
    },
  ]);
  await replaceJetonsDe(work, demande.id, jti, at);
  return jti;
}

/** Takes back all that was granted on a request: its tokens are refused from now on. */
export async function retirer(work: Work, demande: string, at: Date): Promise<void> {
  await closeHabilitation(work, demande, 'revoquee', at);
  for (const jti of await jetonsVivantsDe(work, demande, at)) await revokeJeton(work, jti, at);
}

/** Who asks says that he acts for this organisation; it is verified when the request is granted. */
export async function declarerRattachement(work: Work, demande: Demande, at: Date): Promise<void> {
  await attach(work, demande, { origine: 'declare', at, verified: false });
}

type Attached = Omit<Parameters<typeof addRattachement>[1], 'compte' | 'siret'>;

async function attach(work: Work, { siret, demandeur }: Demande, attached: Attached): Promise<void> {
  if (siret !== null) await addRattachement(work, { compte: demandeur, siret, ...attached });
}
