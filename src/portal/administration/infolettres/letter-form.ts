import { letterLists } from '../../../letters/lists.ts';
import type { ContenuLettre } from '../../../records/lettres.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading } from '../../shared/form-reading.ts';

const TITLE_MAX = 120;
const SUMMARY_MAX = 300;
export const BODY_MAX = 20_000;

/** What the fields show: what is kept, or what was sent and has to be mended. */
export type LetterValues = Readonly<Record<'genre' | 'titre' | 'resume' | 'corps', string>>;

export const emptyValues: LetterValues = { genre: '', titre: '', resume: '', corps: '' };

export function sentValues(body: unknown): LetterValues {
  const text = (field: string) => textOf(body, field);
  return { genre: text('genre'), titre: text('titre'), resume: text('resume'), corps: text('corps') };
}

/** A form as it was read: what it says, and what is wrong with it. */
export function readLetter(body: unknown): { readonly form: FormReading; readonly contenu: ContenuLettre } {
  const form = new FormReading(body);
  const genre = form.choice('genre', letterLists, 'Choisissez à quelle liste la lettre est envoyée.');
  const titre = form.text('titre', { max: TITLE_MAX, missing: 'Donnez un titre : il est l’objet du courriel.' });
  const resume = form.text('resume', {
    max: SUMMARY_MAX,
    missing: 'Résumez la lettre en une phrase ou deux : ce que l’on en lit dans les archives.',
  });
  const corps = form.text('corps', { max: BODY_MAX, missing: 'Écrivez la lettre.' });
  return { form, contenu: { genre, titre: oneLine(titre), resume: oneLine(resume), corps } };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
