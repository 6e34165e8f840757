import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { providerFailure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import {
  type DocumentRequest,
  defineProvider,
  type Renewal,
  type Session,
  type Setting,
  type Wire,
  type WireAnswer,
  type WireRequest,
} from '../../core/provider.ts';
import { statusFailure } from '../../core/provider-answer.ts';
import { identity } from './identity.ts';
import { readGivenLiasse } from './liasse-declarations.ts';
import { readGivenDictionary } from './liasse-dictionnaire.ts';

/** How long a login is kept. The DGFIP does not say how long it lives; every failure forgets it as well. */
const LOGIN_LIFE_SECONDS = 120;
const LOGIN_COOKIE = /^lemondgfip=[0-9a-f]{32}_[0-9a-f]{32}(;|$)/i;
/** Cut before the accent: the page is in ISO-8859-15. */
const LOGIN_REFUSED = 'Identifiant ou mot de passe erron';

/** A consultation: one of the addresses of `dgfip.urls` and its parameters; null or empty ones are left out. */
export interface DgfipRequest extends Pick<WireRequest, 'judges'> {
  readonly url: string;
  readonly parameters: Readonly<Record<string, string | null>>;
  /** Opens a session for this consultation alone: its answers would be mistaken for those to a session that has ended. */
  readonly ownSession?: true;
}

export type DgfipDocument = DgfipRequest & Pick<DocumentRequest, 'format' | 'label' | 'refusal'>;

/** Direction générale des finances publiques, service « Adélie ». A form opens a session, held by a cookie. */
export const dgfip = defineProvider({
  ...identity,
  settings: {
    url: { variable: 'DGFIP_URL', kind: 'url', purpose: 'Adresse du service Adélie de la DGFIP' },
    authentification: address('AUTHENTIFICATION', '/authentification', "d'ouverture de session"),
    attestationsFiscales: address('ATTESTATIONS_FISCALES', '/attestationFiscale', 'des attestations fiscales'),
    chiffresAffaires: address('CHIFFRES_AFFAIRES', '/chiffreAffaires', "des chiffres d'affaires"),
    liasseDeclaration: address('LIASSE_DECLARATION', '/getLiasseFiscale', 'des déclarations des liasses fiscales'),
    liasseDictionnaire: address('LIASSE_DICTIONNAIRE', '/dictionnaire', 'du dictionnaire des liasses fiscales'),
    secret: { variable: 'DGFIP_SECRET', kind: 'credential', purpose: "Secret d'ouverture de session" },
    identifiant: { variable: 'DGFIP_IDENTIFIANT', kind: 'credential', purpose: "Identifiant d'ouverture de session" },
    mdp: { variable: 'DGFIP_MDP', kind: 'credential', purpose: "Mot de passe d'ouverture de session", optional: true },
  },
  maintenance: [{ from: '01:00', to: '02:00' }],
  open: ({ wire, settings }) => {
    const shared = wire.session((errand) => logIn(wire, settings, errand));
    const own: Session<string> = {
      get: async (errand) => (await logIn(wire, settings, errand)).value,
      drop: () => undefined,
    };
    const { attestationsFiscales, chiffresAffaires, liasseDeclaration, liasseDictionnaire } = settings;

    /** `judge` is also given the address that was called. */
    function ask<T>(
      errand: Errand,
      request: DgfipRequest,
      judge: (answer: WireAnswer, calledUrl: string) => T,
    ): Promise<T> {
      return loggedIn(request.ownSession ? own : shared, errand, (Cookie) => {
        const asked = consultation(errand, request, { Cookie });
        return wire.ask(errand, asked, (answer) => judge(answer, asked.url));
      });
    }

    return {
      urls: { attestationsFiscales, chiffresAffaires },
      ask,
      /** The tax return of a company for a year. */
      liasse: (errand: Errand, parameters: { readonly annee: string; readonly siren: Siren }) =>
        ask(errand, { url: liasseDeclaration, parameters, judges: 'any' }, readGivenLiasse),
      /** What each case of the forms of a year is. */
      dictionary: (errand: Errand, annee: string) =>
        ask(errand, { url: liasseDictionnaire, parameters: { annee }, judges: 'any' }, readGivenDictionary),
      fetchDocument: (errand: Errand, { format, label, refusal, ...request }: DgfipDocument): Promise<KeptDocument> =>
        loggedIn(shared, errand, (Cookie) =>
          wire.fetchDocument(errand, {
            ...consultation(errand, request, { Cookie, Accept: 'application/pdf' }),
            format,
            label,
            ...(refusal === undefined ? {} : { refusal }),
          }),
        ),
    };
  },
});

/** A failure may come from a login that the DGFIP has forgotten: the next call opens another. */
async function loggedIn<T>(session: Session<string>, errand: Errand, call: (cookie: string) => Promise<T>): Promise<T> {
  const cookie = await session.get(errand);
  try {
    return await call(cookie);
  } catch (error) {
    session.drop(cookie);
    throw error;
  }
}

interface LoginSettings {
  readonly authentification: string;
  readonly secret: string;
  readonly identifiant: string;
  readonly mdp: string;
}

async function logIn(
  wire: Wire,
  { authentification: url, secret, identifiant, mdp }: LoginSettings,
  errand: Errand,
): Promise<Renewal<string>> {
  const request: WireRequest = {
    method: 'POST',
    url,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ secret, identifiant, mdp }).toString(),
    judges: 'any',
  };
  return { value: await wire.ask(errand, request, cookieOf), lifeSeconds: LOGIN_LIFE_SECONDS };
}

function address(name: string, suffix: string, what: string): Setting {
  const purpose = `Adresse ${what} ; par défaut DGFIP_URL suivie de ${suffix}`;
  return { variable: `DGFIP_${name}_URL`, kind: 'url', purpose, suffix };
}

/** The cookie is to be sent back verbatim, attributes included. */
function cookieOf(answer: WireAnswer): string {
  if (answer.status === 429 || answer.status === 503) throw statusFailure(identity, answer);
  const given = [answer.headers['set-cookie'] ?? []].flat().find((cookie) => LOGIN_COOKIE.test(cookie));
  if (given === undefined || answer.body.includes(LOGIN_REFUSED, 0, 'latin1')) throw providerFailure(identity, '006');
  return given;
}

function consultation(
  { jeton }: Errand,
  { url, parameters, judges }: DgfipRequest,
  headers: Readonly<Record<string, string>>,
): WireRequest {
  const query = queryOf({ userId: userIdOf(jeton.uid), ...parameters });
  return { method: 'GET', url: `${url}?${query}`, headers, ...(judges === undefined ? {} : { judges }) };
}

/** `URLSearchParams` writes a space as `+`; the DGFIP answers 401 to `%20`. */
function queryOf(parameters: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== null && value !== '') query.set(name, value);
  return query.toString();
}

/** The DGFIP takes neither dots, nor dashes, nor @ in the name of a user. */
function userIdOf(uid: string): string {
  return uid.replace(/[.-]/g, '_').replaceAll('@', '_at_');
}
