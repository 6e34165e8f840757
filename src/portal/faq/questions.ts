import { join } from 'node:path';
import { Type } from 'typebox';
import { filled, readTexts, withFrenchSpaces } from '../shared/texts.ts';
import { written } from '../shared/written.ts';

/** Categories, in the order of the page. */
export const categories = {
  acces: 'Demander un accès',
  jeton: 'Jeton',
  appel: 'Appeler l’API',
  endpoint: 'Lire une réponse',
  volume: 'Sécurité et volumétrie',
  incident: 'Incidents',
  donnees: 'Nouvelles données',
} as const;

type Category = keyof typeof categories;

const Head = Type.Object(
  {
    question: Type.String({ minLength: 1 }),
    categorie: Type.Union([
      Type.Literal('acces'),
      Type.Literal('jeton'),
      Type.Literal('appel'),
      Type.Literal('endpoint'),
      Type.Literal('volume'),
      Type.Literal('incident'),
      Type.Literal('donnees'),
    ]),
    etiquettes: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
  },
  { additionalProperties: false },
);

/** One question and its answer. */
export interface Question {
  /** Its anchor in the page: it never changes, even when the question is worded anew. */
  readonly id: string;
  readonly question: string;
  readonly category: Category;
  readonly labels: readonly string[];
  readonly markdown: string;
  readonly html: JSX.Element;
}

/** Reads the questions, in the order of their categories. */
export function readQuestions(folder: string, values: Readonly<Record<string, string>>): readonly Question[] {
  const order = Object.keys(categories);
  return readTexts(join(folder, 'questions'), Head)
    .map(({ name, head, body }): Question => {
      const markdown = filled(body, values);
      return {
        id: name,
        question: withFrenchSpaces(head.question),
        category: head.categorie,
        labels: head.etiquettes,
        markdown,
        html: written(markdown, { anchor: name, deeper: 2 }).html,
      };
    })
    .sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category));
}
