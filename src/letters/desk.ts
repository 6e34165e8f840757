import type { Clock } from '../core/clock.ts';
import { canonicalEmail } from '../core/email.ts';
import { findCompteByEmail } from '../records/comptes.ts';
import { queueMail } from '../records/envois.ts';
import { chiffresOf } from '../records/envois-lettres.ts';
import { addActe } from '../records/journal-administration.ts';
import {
  type ContenuLettre,
  deleteDraft,
  findLettre,
  insertLettre,
  type Lettre,
  updateLettre,
} from '../records/lettres.ts';
import { type Db, together, type Work } from '../records/work.ts';
import { composeLetter, type LetterSetting } from './letter-mail.tsx';
import { Outdated, Refused } from './refused.ts';
import { stateOf } from './states.ts';

/** What an author acts on: which letter, and the version of it that he has read. */
export interface Seen {
  readonly id: number;
  readonly version: number;
}

/** Where letters are written and sent. Everything throws `Refused` when it cannot be, `Outdated` when the letter is no longer as read. */
export interface LetterDesk {
  draft(contenu: ContenuLettre, author: string): Promise<number>;
  edit(seen: Seen, contenu: ContenuLettre, author: string): Promise<void>;
  discard(seen: Seen, author: string): Promise<void>;
  /** Sends it to this administrator alone. */
  test(id: number, to: string): Promise<void>;
  /** Sets its departure: at this time, or as soon as one may no longer repent. */
  schedule(seen: Seen, departure: Date | null, author: string): Promise<void>;
  /** A draft again, as long as it has not begun to leave. */
  callBack(seen: Seen, author: string): Promise<void>;
  /** Tries again what failed. */
  retry(seen: Seen, author: string): Promise<void>;
}

/** How long one may repent of a departure. */
export const REPENT_MS = 5 * 60_000;

interface DeskOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly setting: LetterSetting;
}

export function createLetterDesk({ db, clock, setting }: DeskOptions): LetterDesk {
  const now = () => new Date(clock.now());

  const noted = (work: Work, acte: string, cible: string, auteur: string) =>
    addActe(work, { auteur, acte, cible }, now());

  /** Changes a letter that is as its author has read it. */
  function change(seen: Seen, decide: (letter: Lettre, work: Work) => Promise<Parameters<typeof updateLettre>[2]>) {
    return together(db, async (work) => {
      const letter = await found(work, seen.id);
      if (letter.version !== seen.version) throw new Outdated();
      if (!(await updateLettre(work, letter, await decide(letter, work)))) throw new Outdated();
    });
  }

  return {
    draft: (contenu, author) => {
      const at = now();
      const by = { cree_le: at, cree_par: author, modifiee_le: at, modifiee_par: author };
      return insertLettre(db, { ...contenu, ...by });
    },
    edit: (seen, contenu, author) =>
      change(seen, async (letter) => {
        needDraft(letter);
        return { ...contenu, modifiee_le: now(), modifiee_par: author };
      }),
    discard: async (seen, author) => {
      const gone = await together(db, async (work) => {
        const letter = await findLettre(work, seen.id);
        const deleted = await deleteDraft(work, seen);
        if (deleted) await noted(work, 'lettre.supprimee', letter?.titre ?? '', author);
        return deleted;
      });
      if (gone) return;
      needDraft(await found(db, seen.id));
      throw new Outdated();
    },
    test: async (id, to) => {
      const letter = await found(db, id);
      const email = canonicalEmail(to);
      const account = email === null ? undefined : await findCompteByEmail(db, email);
      if (account === undefined || account.desactive_le !== null || !account.roles.includes('administrateur'))
        throw new Refused('Un essai ne part qu’à un administrateur du service : donnez l’adresse de l’un d’eux.');
      const { subject, text, html } = composeLetter(letter, setting);
      const preferences = `${setting.publicUrl}/infolettres`;
      const mail = {
        to: account.email,
        subject: `[Essai] ${subject}`,
        text: text(preferences),
        html: html(preferences),
      };
      await queueMail(db, mail, now());
    },
    schedule: (seen, departure, author) =>
      change(seen, async (letter, work) => {
        needDraft(letter);
        const soonest = new Date(clock.now() + REPENT_MS);
        if (departure !== null && departure < soonest)
          throw new Refused('Ce départ est passé ou trop proche : laissez au moins cinq minutes, ou n’en donnez pas.');
        await noted(work, 'lettre.programmee', letter.titre, author);
        return { depart_le: departure ?? soonest, programmee_par: author };
      }),
    callBack: (seen, author) =>
      change(seen, async (letter, work) => {
        const state = stateOf(letter);
        if (state === 'brouillon') throw new Refused('Cette lettre est déjà un brouillon : rien ne partira.');
        if (state !== 'programmee')
          throw new Refused('Cette lettre a commencé à partir : elle ne peut plus être retenue.');
        await noted(work, 'lettre.retenue', letter.titre, author);
        return { depart_le: null, programmee_par: null, modifiee_le: now(), modifiee_par: author };
      }),
    retry: (seen, author) =>
      change(seen, async (letter, work) => {
        if (letter.en_file_le === null) throw new Refused('Attendez que la lettre soit partie vers tous.');
        const { refuses, abandonnes } = await chiffresOf(work, letter.id);
        if (refuses + abandonnes === 0) throw new Refused('Il n’y a aucun échec à réessayer.');
        await noted(work, 'lettre.reprise', letter.titre, author);
        return { reprise_le: now(), terminee_le: null };
      }),
  };
}

async function found(db: Db, id: number): Promise<Lettre> {
  const letter = await findLettre(db, id);
  if (letter === undefined) throw new Refused('Cette lettre n’existe pas.');
  return letter;
}

function needDraft(letter: Lettre): void {
  const state = stateOf(letter);
  if (state === 'programmee') throw new Refused('Le départ de cette lettre est fixé : annulez-le pour la reprendre.');
  if (state !== 'brouillon') throw new Refused('Cette lettre est partie : elle ne change plus.');
}
