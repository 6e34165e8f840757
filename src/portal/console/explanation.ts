import { generalErrors, providerErrors } from '../../core/error-catalogue.ts';
import type { Provider } from '../../core/provider.ts';
import { outcomes } from '../shared/outcome-words.ts';

/** An answer in words: what it is called, what happened, whose it is, what to do. */
export interface Explanation {
  readonly tone: 'success' | 'info' | 'warning' | 'error';
  readonly title: string;
  readonly what: string;
  readonly wayOut: string;
}

/** Reads a status and the code of its error as the catalogue of errors says them. */
export function explain(
  status: number,
  errorCode: string | null,
  providers: readonly Provider<unknown>[],
): Explanation {
  const [, what = 'L’API a répondu d’une façon qui n’est pas dans sa documentation.', wayOut = ''] =
    outcomes.find(([one]) => one === status) ?? [];
  const named = errorCode === null ? null : titleOf(errorCode, providers);
  const title = named ?? (status === 200 ? 'Réponse complète' : status === 206 ? 'Réponse incomplète' : 'Réponse');
  return {
    tone: toneOf(status),
    title: `${status} – ${title}`,
    what: withoutLinks(what),
    wayOut: withoutLinks(wayOut),
  };
}

const toneOf = (status: number): Explanation['tone'] => {
  if (status === 200) return 'success';
  if (status < 400) return 'info';
  return status === 404 || status === 451 ? 'warning' : 'error';
};

const general: ReadonlyMap<string, { readonly title: string }> = new Map(Object.entries(generalErrors));
const ofProviders: ReadonlyMap<string, { readonly title: string }> = new Map(Object.entries(providerErrors));

/** Two digits say which provider, three what happened to it; a code of a provider's own has no common title. */
function titleOf(code: string, providers: readonly Provider<unknown>[]): string | null {
  const found = general.get(code);
  if (found !== undefined) return found.title.replaceAll("'", '’');
  const provider = providers.find((one) => one.code === code.slice(0, 2));
  const failed = ofProviders.get(code.slice(2));
  if (provider === undefined || failed === undefined) return null;
  return `${failed.title} (${provider.name})`.replaceAll("'", '’');
}

/** The words are those of the guide, whose links lead nowhere from here. */
const withoutLinks = (markdown: string): string => markdown.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
