import type { ListeLettre } from '../records/tables/letters.ts';

interface ListWords {
  /** « Infolettre », as it begins the subject of its letters. */
  readonly name: string;
  /** The same in the middle of a sentence. */
  readonly inSentence: string;
  readonly about: string;
}

/** The lists of letters, in the order in which they are offered. */
export const letterLists: readonly [ListeLettre, ...ListeLettre[]] = ['infolettre', 'techlettre'];

export const listWords: Readonly<Record<ListeLettre, ListWords>> = {
  infolettre: {
    name: 'Infolettre',
    inSentence: 'l’infolettre',
    about: 'Nouvelles données, nouveaux usages, vie du service. Quelques lettres par an.',
  },
  techlettre: {
    name: 'Techlettre',
    inSentence: 'la techlettre',
    about: 'Pour qui branche un logiciel : évolutions de l’API, limites, changements à prévoir.',
  },
};

export function isLetterList(text: string): text is ListeLettre {
  return letterLists.some((liste) => liste === text);
}
