import type { Errand } from '../../core/errand.ts';
import { Failure, providerFailure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import type { Siret } from '../../core/identifiers/siret.ts';
import type { Renewal, Wire, WireAnswer, WireRequest } from '../../core/provider.ts';
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

/** The questions that Sirene answers, whatever the generation of its API. */
export interface Sirene {
  legalUnit(errand: Errand, siren: Siren): Promise<LegalUnit>;
  establishment(errand: Errand, siret: Siret): Promise<Establishment>;
  /** Today's head office of a unit; null when the unit does not say which establishment it is. */
  headOffice(errand: Errand, unit: LegalUnit): Promise<Establishment | null>;
}

/** What changes from one generation of INSEE's API to another. */
export interface Dialect {
  /** Asks for a new token. */
  readonly login: WireRequest;
  /** Address under which the legal units and the establishments are. */
  readonly base: string;
  readonly headOffice: (unit: LegalUnit) => Question<Establishment> | null;
}

/** A path under the base, with its query, and the reading of what comes back. */
export interface Question<T> {
  readonly path: string;
  readonly read: (answer: WireAnswer) => T;
}

const JUDGED = [301, 401, 403];

/** Speaks with INSEE in a dialect; a token refused in the middle of its life is renewed once. */
export function openSirene(wire: Wire, { login, base, headOffice }: Dialect): Sirene {
  const session = wire.session((errand) => logIn(wire, login, errand));

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
    establishment: (errand, siret) => ask(errand, establishmentQuestion(siret)),
    headOffice: async (errand, unit) => {
      const question = headOffice(unit);
      return question === null ? null : ask(errand, question);
    },
  };
}

/** Asks for one establishment by its number. */
export function establishmentQuestion(siret: Siret): Question<Establishment> {
  return { path: `/siret/${siret}`, read: (answer) => establishmentOf(answer, siret) };
}

/** However INSEE refuses a login, it is one; only silence and unavailability keep their own names. */
async function logIn(wire: Wire, login: WireRequest, errand: Errand): Promise<Renewal<string>> {
  try {
    const { access_token: value, expires_in: lifeSeconds } = await wire.ask(errand, login, readToken);
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
