import type { Errand } from '../../core/errand.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import { defineProvider, type WireAnswer } from '../../core/provider.ts';

/** What a kind of title is searched in, and the name its holder's SIREN has there. */
const searches = {
  brevets: { collections: ['FR', 'EP', 'WO', 'CCP'], field: 'TISI' },
  modeles: { collections: ['FR', 'WO'], field: 'ApplicantIdentifier' },
  marques: { collections: ['FR', 'EU', 'WO'], field: 'ApplicantIdentifier' },
} as const;

/** The kinds of titles that can be searched for. */
export type TitleKind = keyof typeof searches;

/** A search for the titles that one company holds. */
export interface TitleSearch<T> {
  readonly kind: TitleKind;
  readonly siren: Siren;
  readonly read: (answer: WireAnswer) => T;
}

/** The INPI's open data on industrial property: three searches of their own, without a credential. */
export const inpiOpenData = defineProvider({
  slug: 'inpi-opendata',
  code: '05',
  name: 'INPI',
  settings: {
    url: { variable: 'INPI_OPENDATA_URL', kind: 'url', purpose: "Adresse des données ouvertes de l'INPI, sans /api" },
  },
  open: ({ wire, settings }) => ({
    search: <T>(errand: Errand, { kind, siren, read }: TitleSearch<T>): Promise<T> => {
      const url = `${settings.url}/api/${kind}/search?${queryOf(kind, siren)}`;
      return wire.ask(errand, { method: 'GET', url, headers: { Accept: 'application/json' }, oneOfMany: true }, read);
    },
  }),
});

/** The INPI reads the brackets of its query as they are, not escaped. */
function queryOf(kind: TitleKind, siren: Siren): string {
  const { collections, field } = searches[kind];
  return [...collections.map((collection) => `collections=${collection}`), `query=[${field}=${siren}]`].join('&');
}
