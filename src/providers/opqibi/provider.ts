import type { Errand } from '../../core/errand.ts';
import { defineProvider, type WireAnswer } from '../../core/provider.ts';

/** OPQIBI, which qualifies engineering companies. One GET; since 2024 it takes no token. */
export const opqibi = defineProvider({
  slug: 'opqibi',
  code: '11',
  name: 'OPQIBI',
  settings: {
    url: { variable: 'OPQIBI_URL', kind: 'url', purpose: "Adresse du service de l'OPQIBI" },
    dialect: {
      variable: 'OPQIBI_DIALECTE',
      kind: 'choice',
      values: ['2021', '2024'],
      purpose: "Protocole de l'OPQIBI : avec jeton, ou sans",
    },
    token: {
      variable: 'OPQIBI_TOKEN',
      kind: 'credential',
      purpose: "Jeton de l'OPQIBI, protocole 2021",
      dialects: ['2021'],
    },
  },
  open: ({ wire, settings: { url, dialect, token } }) => {
    const query = dialect === '2021' ? `?${new URLSearchParams({ token })}` : '';
    return {
      /** The certificate of a company, as it is written. */
      certificate: <T>(errand: Errand, siren: string, read: (answer: WireAnswer) => T): Promise<T> =>
        wire.ask(errand, { method: 'GET', url: `${url}/certificats/${siren}${query}` }, read),
    };
  },
});
