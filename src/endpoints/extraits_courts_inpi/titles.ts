import { type Static, Type } from 'typebox';
import type { Errand } from '../../core/errand.ts';
import { Failure, ownProviderFailure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import { isMissing, type Missing, missing, promised } from '../../core/missing.ts';
import type { Provider, WireAnswer } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { inpiOpenData, type TitleKind } from '../../providers/inpi-opendata/provider.ts';

type Door = typeof inpiOpenData extends Provider<infer D> ? D : never;

/** A search that gave nothing to show, and why. */
export interface Failed {
  readonly failure: Failure;
}

/** A notice's fields, by the names the INPI gives them; null = not filled in. */
export type Notice = (name: string) => string | null;

/** The most recent titles that an answer shows. */
const SHOWN = 5;

/** A field has one value or a list of them, depending on the title. */
const Field = Type.Object({
  name: Type.String(),
  value: Type.Optional(Type.Unknown()),
  values: Type.Optional(Type.Unknown()),
});
const Found = Type.Object({
  metadata: Type.Object({ count: Type.Optional(Type.Integer()) }),
  results: Type.Optional(Type.Array(Type.Object({ fields: Type.Array(Field) }))),
});
const readFound = jsonReader(inpiOpenData, Found);

const unreadable: Readonly<Record<TitleKind, { readonly subcode: string; readonly what: string }>> = {
  brevets: { subcode: '502', what: 'brevets' },
  modeles: { subcode: '503', what: 'modèles' },
  marques: { subcode: '504', what: 'marques' },
};

/** Searches for the titles of one kind; a failure of the INPI is the answer of this search alone. */
export async function searchTitles(
  door: Door,
  errand: Errand,
  { kind, siren }: { readonly kind: TitleKind; readonly siren: Siren },
): Promise<Static<typeof Found> | Failed> {
  try {
    return await door.search(errand, { kind, siren, read: (answer) => readTitles(kind, answer) });
  } catch (error) {
    if (error instanceof Failure && error.provider !== null) return { failure: error };
    throw error;
  }
}

/** How many titles there are, and the first ones; both are missing when the search failed. */
export function readPart<T>(
  found: Static<typeof Found> | Failed,
  read: (notice: Notice) => T,
): { readonly count: number | Missing; readonly latests: T[] | Missing } {
  if ('failure' in found) return { count: missing, latests: missing };
  const results = promised(found.results);
  return {
    count: promised(found.metadata.count),
    latests: isMissing(results) ? missing : results.slice(0, SHOWN).map(({ fields }) => read(noticeOf(fields))),
  };
}

function readTitles(kind: TitleKind, answer: WireAnswer): Static<typeof Found> {
  try {
    return readFound(answer);
  } catch (cause) {
    const { subcode, what } = unreadable[kind];
    throw ownProviderFailure(
      inpiOpenData,
      subcode,
      {
        kind: 'provider_error',
        title: 'Recherche illisible',
        sentence: (name) =>
          `Le fournisseur de données (${name}) a donné à la recherche de ${what} une réponse illisible. Réessayez plus tard.`,
      },
      { cause },
    );
  }
}

function noticeOf(fields: readonly Static<typeof Field>[]): Notice {
  return (wanted) => {
    const field = fields.find(({ name }) => name === wanted);
    const value = field?.value ?? (Array.isArray(field?.values) ? field.values[0] : field?.values);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
}
