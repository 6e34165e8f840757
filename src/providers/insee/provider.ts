import type { Errand } from '../../core/errand.ts';
import { Failure, providerFailure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import type { Siret } from '../../core/identifiers/siret.ts';
import { defineProvider, type Wire, type WireAnswer } from '../../core/provider.ts';
import {
  currentPeriod,
  type Establishment,
  type LegalUnit,
  readEstablishment,
  readLegalUnit,
  readToken,
} from './answers.ts';
import { inseeIdentity } from './identity.ts';
import { checkSame, refused } from './refusals.ts';

/** INSEE, répertoire Sirene (API V3). Its token lives about a week. */
export const insee = defineProvider({
  ...inseeIdentity,
  settings: {
    url: { variable: 'INSEE_URL', kind: 'url', purpose: "Adresse de l'API Sirene de l'INSEE" },
    credentials: {
      variable: 'INSEE_CREDENTIALS',
      kind: 'credential',
      purpose: "Identifiants de l'API Sirene : base64 de « clé:secret »",
    },
  },
  open: ({ wire, settings }) => openSirene(wire, settings),
});

/** The two questions that Sirene answers. */
interface Sirene {
  legalUnit(errand: Errand, siren: Siren): Promise<LegalUnit>;
  establishment(errand: Errand, siret: Siret): Promise<Establishment>;
}

const JUDGED = [301, 401, 403];

function openSirene(wire: Wire, settings: { readonly url: string; readonly credentials: string }): Sirene {
  const session = wire.session((errand) => logIn(wire, settings, errand));
  const base = `${settings.url}/entreprises/sirene/V3`;

  /** Null when INSEE does not want this token any more. */
  function askWith<T>(token: string, errand: Errand, { path, read }: Question<T>): Promise<T | null> {
    const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
    return wire.ask(errand, { method: 'GET', url: base + path, headers, judges: JUDGED }, (answer) =>
      answer.status === 401 ? null : read(answer),
    );
  }

  async function ask<T>(errand: Errand, question: Question<T>): Promise<T> {
    const token = await session.get(errand);
    const answer = await askWith(token, errand, question);
    if (answer !== null) return answer;
    session.drop(token);
    const second = await askWith(await session.get(errand), errand, question);
    if (second === null) throw providerFailure(inseeIdentity, '006', { cause: 'a new token is refused' });
    return second;
  }

  return {
    legalUnit: (errand, siren) =>
      ask(errand, { path: `/siren/${siren}`, read: (answer) => legalUnitOf(answer, siren) }),
    establishment: (errand, siret) =>
      ask(errand, { path: `/siret/${siret}`, read: (answer) => establishmentOf(answer, siret) }),
  };
}

interface Question<T> {
  readonly path: string;
  readonly read: (answer: WireAnswer) => T;
}

/** However INSEE refuses a login, it is one; only silence and unavailability keep their own names. */
async function logIn(wire: Wire, { url, credentials }: { url: string; credentials: string }, errand: Errand) {
  const request = {
    method: 'POST',
    url: `${url}/token`,
    headers: { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  } as const;
  try {
    const { access_token: value, expires_in: lifeSeconds } = await wire.ask(errand, request, readToken);
    return { value, lifeSeconds };
  } catch (cause) {
    const isRefusal = cause instanceof Failure && (cause.kind === 'provider_error' || cause.kind === 'not_found');
    throw isRefusal ? providerFailure(inseeIdentity, '006', { cause }) : cause;
  }
}

function legalUnitOf(answer: WireAnswer, siren: Siren): LegalUnit {
  if (answer.status !== 200) throw refused(answer, siren);
  const { uniteLegale } = readLegalUnit(answer);
  checkSame(siren, uniteLegale.siren);
  return { ...uniteLegale, period: currentPeriod(uniteLegale.periodesUniteLegale) };
}

function establishmentOf(answer: WireAnswer, siret: Siret): Establishment {
  if (answer.status !== 200) throw refused(answer, siret);
  const body = readEstablishment(answer);
  if ('etablissement' in body) {
    const { etablissement } = body;
    checkSame(siret, etablissement.siret);
    return { ...etablissement, period: currentPeriod(etablissement.periodesEtablissement) };
  }
  throw refused({ ...answer, headers: { location: body.etablissements[0]?.siret ?? '' } }, siret);
}
