import type { Clock } from '../../core/clock.ts';
import type { Mail } from '../../core/outgoing.ts';
import { Outdated, Refused } from '../../core/refused.ts';
import { type Compte, findCompte } from '../../records/comptes.ts';
import { destinatairesDesJetons } from '../../records/destinataires-jeton.ts';
import { queueMails } from '../../records/envois.ts';
import { addActe } from '../../records/journal-administration.ts';
import {
  findJustification,
  insertJustification,
  insertJustificationMessage,
  type Justification,
  updateJustification,
} from '../../records/justifications.ts';
import { type Db, together, type Work } from '../../records/work.ts';
import { courrielCloture, courrielDemande, courrielReponse } from './courriels.ts';
import { apres } from './etats.ts';
import { type Preparation, preparer, type SaisieDemande } from './preparation.ts';

/** Which demand is changed, and the version of it that was read. */
export interface Lue {
  readonly numero: string;
  readonly version: number;
}

/** Who acts, as he is named to others. */
export interface Acteur {
  readonly compte: Compte;
  readonly nom: string;
}

/** Where demands are written: each change with what it tells, or none of it. Throws `Refused`, or `Outdated`. */
export interface BureauJustifications {
  /** What would be asked, and to whom. */
  preparer(saisie: SaisieDemande): Promise<Preparation>;
  /** Asks; gives the number of the demand. */
  demander(saisie: SaisieDemande, par: Acteur): Promise<string>;
  /** A holder answers; whether the token is his to see is for who calls. */
  repondre(lue: Lue, texte: string, par: Acteur): Promise<void>;
  clore(lue: Lue, texte: string, par: Acteur): Promise<void>;
}

interface BureauOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** Who hears of an answer when the operator who asked is not there any more. */
  readonly supportEmails: readonly string[];
}

const HOLDERS = ['contact_technique', 'contact_metier'] as const;

export function createBureauJustifications({
  db,
  clock,
  publicUrl,
  supportEmails,
}: BureauOptions): BureauJustifications {
  const now = () => new Date(clock.now());

  async function tellHolders(work: Work, { jti }: Justification, mail: Omit<Mail, 'to'>, at: Date): Promise<void> {
    const [holders] = await destinatairesDesJetons(work, [jti], HOLDERS);
    const mails = (holders?.emails ?? []).map((to) => ({ ...mail, to, key: `${mail.key}:${to}` }));
    if (mails.length > 0) await queueMails(work, mails, at);
  }

  async function tellOperator(work: Work, asked: Justification, at: Date): Promise<void> {
    const operator = await findCompte(work, asked.auteur);
    const isThere = operator?.desactive_le === null && operator.roles.includes('administrateur');
    const emails = isThere ? [operator.email] : supportEmails;
    const key = `justification:${asked.numero}:reponse:${asked.version}`;
    const mails = emails.map((to) => ({ to, ...courrielReponse(asked, publicUrl), key: `${key}:${to}` }));
    if (mails.length > 0) await queueMails(work, mails, at);
  }

  /** Keeps what is said of a demand that is still as it was read, and gives it as it was. */
  async function keep(
    work: Work,
    { numero, version }: Lue,
    { acte, texte, par, at }: { acte: 'repondre' | 'clore'; texte: string; par: Acteur; at: Date },
  ): Promise<Justification> {
    const asked = await findJustification(work, numero);
    if (asked === undefined) throw new Refused('Cette demande de justification n’existe pas, ou n’existe plus.');
    const etat = apres(asked.etat, acte);
    if (asked.version !== version) throw new Outdated();
    const closing = etat === 'close' ? { close_le: at } : {};
    if (!(await updateJustification(work, asked, { etat, modifiee_le: at, ...closing }))) throw new Outdated();
    const nature = acte === 'clore' ? 'cloture' : 'reponse';
    const who = { auteur: par.compte.id, auteur_nom: par.nom };
    await insertJustificationMessage(work, { justification: numero, nature, ...who, texte, le: at });
    return asked;
  }

  return {
    preparer: (saisie) => preparer(db, saisie),

    demander: (saisie, par) =>
      together(db, async (work) => {
        const at = now();
        const { jeton, exemples } = await preparer(work, saisie);
        const numero = await insertJustification(work, {
          ...{ jti: jeton.jti, etat: 'attendue', motif: saisie.motif, volume: saisie.volume },
          ...{ appels: [...saisie.appels], exemples: exemples.map(({ request_id }) => request_id) },
          ...{ auteur: par.compte.id, auteur_nom: par.nom, ouverte_le: at, modifiee_le: at, close_le: null },
        });
        const cible = `${jeton.sujet} (${jeton.jti})`;
        const acte = { auteur: par.compte.email, acte: 'justification.demandee', cible, raison: saisie.motif };
        await addActe(work, { ...acte, detail: { numero } }, at);
        const asked = await findJustification(work, numero);
        if (asked === undefined) throw new Error('A demand that was just kept is not there.');
        const key = `justification:${numero}:demandee`;
        await tellHolders(work, asked, { ...courrielDemande(asked, publicUrl), key }, at);
        return numero;
      }),

    repondre: (lue, texte, par) =>
      together(db, async (work) => {
        const at = now();
        const asked = await keep(work, lue, { acte: 'repondre', texte, par, at });
        await tellOperator(work, asked, at);
      }),

    clore: (lue, texte, par) =>
      together(db, async (work) => {
        const at = now();
        const asked = await keep(work, lue, { acte: 'clore', texte, par, at });
        const acte = { auteur: par.compte.email, acte: 'justification.close', cible: lue.numero, raison: texte };
        await addActe(work, acte, at);
        const key = `justification:${lue.numero}:close`;
        await tellHolders(work, asked, { ...courrielCloture(asked, texte, publicUrl), key }, at);
      }),
  };
}
