import type { Errand } from '../../core/errand.ts';
import type { Siret } from '../../core/identifiers/siret.ts';
import { defineProvider, type WireAnswer } from '../../core/provider.ts';

/** Agence BIO: its directory of the operators of organic farming. No credential; an unknown siret is an empty list. */
export const agenceBio = defineProvider({
  slug: 'agence-bio',
  code: '18',
  name: 'Agence BIO',
  settings: {
    url: { variable: 'AGENCE_BIO_URL', kind: 'url', purpose: "Adresse de l'annuaire de l'Agence BIO" },
  },
  open: ({ wire, settings: { url } }) => ({
    /** The operators of an establishment whose engagement is in force. */
    operators: <T>(errand: Errand, siret: Siret, read: (answer: WireAnswer) => T): Promise<T> =>
      wire.ask(errand, { method: 'GET', url: `${url}/api/gouv/operateurs?q=${siret}&filtrerEngages=1` }, read),
  }),
});
