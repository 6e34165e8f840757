import type { Errand } from '../../core/errand.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import { defineProvider, type WireAnswer } from '../../core/provider.ts';

/** CMA France, which keeps the national register of craft businesses. No credential; any 404 is a company it does not know. */
export const cma = defineProvider({
  slug: 'cma',
  code: '15',
  name: 'CMA France',
  settings: {
    url: { variable: 'CMA_URL', kind: 'url', purpose: 'Adresse du répertoire des métiers de CMA France, sans /v2' },
  },
  open: ({ wire, settings: { url } }) => ({
    ask: <T>(errand: Errand, siren: Siren, judge: (answer: WireAnswer) => T): Promise<T> =>
      wire.ask(errand, { method: 'GET', url: `${url}/v2/entreprises/${siren}?format=json` }, judge),
  }),
});
