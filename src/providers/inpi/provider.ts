import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { isProviderOutage, ownProviderFailure, providerFailure } from '../../core/failure.ts';
import { defineProvider, type Session, type Wire, type WireAnswer } from '../../core/provider.ts';
import { isSessionOver, refusalOf } from './refusal.ts';

/** How long a session is reused. The INPI does not say how long one lives: short, and forgotten at the first failure. */
const SESSION_SECONDS = 120;
/** What it says of a session it does not know, or no longer. */
const SESSION_OVER = [401, 403];
const LOGIN_REFUSED = [...SESSION_OVER, 302, 400, 404, 500];

interface Documents {
  readonly url: string;
  readonly wire: Wire;
  readonly session: Session<string>;
}

/** Filings found, the checked number of the file of each, and the address of the archive kept. */
interface Filings<T> {
  readonly filings: readonly T[];
  readonly fileIds: readonly number[];
  readonly url: string;
}

/** Institut national de la propriété industrielle: filings of companies. A login in headers, then a cookie. */
export const inpi = defineProvider({
  slug: 'inpi',
  code: '05',
  name: 'INPI',
  settings: {
    url: { variable: 'INPI_URL', kind: 'url', purpose: "Adresse du service de documents de l'INPI" },
    login: { variable: 'INPI_LOGIN', kind: 'credential', purpose: "Identifiant du compte de l'INPI" },
    password: { variable: 'INPI_PASSWORD', kind: 'credential', purpose: "Mot de passe du compte de l'INPI" },
  },
  open: ({ wire, settings }) => {
    const session = wire.session((errand) => logIn(wire, errand, settings));
    const documents: Documents = { wire, url: settings.url, session };
    return {
      /** Finds filings by a path (with its query), and keeps the one archive that holds all their files; none is 404. */
      filings: async <T extends { readonly idFichier?: unknown }>(
        errand: Errand,
        path: string,
        read: (answer: WireAnswer) => readonly T[],
      ): Promise<Filings<T>> => {
        const filings = await find(documents, errand, path, read);
        if (filings.length === 0) throw providerFailure(inpi, '003');
        const fileIds = checkedIds(filings.map(({ idFichier }) => idFichier));
        const { url } = await fetchArchive(documents, errand, fileIds);
        return { filings, fileIds, url };
      },
    };
  },
});

function logIn(
  wire: Wire,
  errand: Errand,
  { url, login, password }: Readonly<Record<'url' | 'login' | 'password', string>>,
) {
  return wire.ask(
    errand,
    { method: 'POST', url: `${url}/login`, headers: { login, password }, judges: LOGIN_REFUSED },
    (answer) => {
      const cookie = answer.status === 200 ? sessionCookie(answer) : null;
      if (cookie === null) throw providerFailure(inpi, '006', { cause: `login answered ${answer.status}` });
      return { value: cookie, lifeSeconds: SESSION_SECONDS };
    },
  );
}

/** `JSESSIONID=…` alone, whatever follows it or comes beside it. */
function sessionCookie({ headers }: WireAnswer): string | null {
  const cookies = [headers['set-cookie'] ?? []].flat();
  return cookies.map((cookie) => /^JSESSIONID=[^;\s]+/.exec(cookie)?.[0]).find((found) => found !== undefined) ?? null;
}

/** A session that the INPI no longer knows is opened again once, within the same call; any failure has it forgotten. */
async function inSession<T>(
  { session }: Documents,
  errand: Errand,
  work: (headers: { readonly Cookie: string }) => Promise<T>,
): Promise<T> {
  const attempt = async (): Promise<T> => {
    const cookie = await session.get(errand);
    try {
      return await work({ Cookie: cookie });
    } catch (error) {
      if (isProviderOutage(error)) session.drop(cookie);
      throw error;
    }
  };
  try {
    return await attempt();
  } catch (error) {
    if (isSessionOver(error)) return attempt();
    throw error;
  }
}

function find<T>(documents: Documents, errand: Errand, path: string, read: (answer: WireAnswer) => T): Promise<T> {
  const { wire, url } = documents;
  const judges = [...SESSION_OVER, 500];
  return inSession(documents, errand, (headers) =>
    wire.ask(errand, { method: 'GET', url: `${url}${path}`, headers, judges }, (answer) => {
      if (answer.status !== 200) throw refusalOf(inpi, answer);
      return read(answer);
    }),
  );
}

function fetchArchive(documents: Documents, errand: Errand, ids: readonly number[]): Promise<KeptDocument> {
  const { wire, url } = documents;
  return inSession(documents, errand, (headers) =>
    wire.fetchDocument(errand, {
      method: 'GET',
      url: `${url}/document/get?listeIdFichier=${ids.join(',')}`,
      headers,
      judges: [...SESSION_OVER, 404, 500],
      format: 'zip',
      label: 'all_documents',
      refusal: (answer) => (answer.status === 404 ? providerFailure(inpi, '053') : refusalOf(inpi, answer)),
    }),
  );
}

function checkedIds(ids: readonly unknown[]): number[] {
  const valid = ids.filter((id): id is number => typeof id === 'number' && Number.isSafeInteger(id) && id > 0);
  if (valid.length > 0 && valid.length === ids.length) return valid;
  throw ownProviderFailure(inpi, '501', {
    kind: 'provider_error',
    title: 'Identifiants de documents invalides',
    sentence: (name) =>
      `Le fournisseur de données (${name}) a annoncé des documents dont les identifiants sont invalides. Réessayez plus tard.`,
  });
}
