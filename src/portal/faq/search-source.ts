import type { SearchSource } from '../shared/search-source.ts';
import { titleAt } from '../shared/site-map.ts';
import { categories, type Question } from './questions.ts';

/** Each question can be found, by its words and those of its answer. */
export function faqSource(questions: readonly Question[]): SearchSource {
  return {
    name: titleAt('/faq'),
    entries: () =>
      questions.map(({ id, question, category, labels, markdown }) => ({
        path: `/faq#${id}`,
        title: question,
        place: categories[category],
        keywords: labels.join(' '),
        text: withoutMarks(markdown),
      })),
  };
}

/** Markdown without its marks: enough to be read in a list of results. */
function withoutMarks(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .replace(/\s+/g, ' ');
}
