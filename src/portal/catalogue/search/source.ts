import type { SearchSource } from '../../shared/search-source.ts';
import { providerOf } from '../../shared/service-lists.ts';
import { type Fiche, readFiches } from '../fiche.ts';
import type { CatalogueOptions } from '../options.ts';
import { labelOf, sheetPath } from '../words.ts';

/** Every sheet can be found, by what it is and by what its endpoint answers. */
export function catalogueSource({ rooms, papersOf }: CatalogueOptions): SearchSource {
  return {
    name: 'Catalogue des données',
    entries: () => readFiches(rooms, papersOf).map(entryOf),
    furtherPath: (query) => `/catalogue?q=${encodeURIComponent(query)}`,
  };
}

function entryOf(fiche: Fiche) {
  const fields = [...new Set(fiche.fields.map(({ description }) => labelOf(description)))];
  return {
    path: sheetPath(fiche),
    title: fiche.endpoint.title,
    place: providerOf(fiche.endpoint),
    keywords: [...fiche.sheet.mots_cles, ...fiche.fields.map(({ name }) => name), fiche.name].join(' '),
    text: `${fiche.summary} ${fiche.introduction} Répond : ${fields.join(', ')}.`.replace(/\s+/g, ' '),
  };
}
