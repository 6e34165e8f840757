import { Failure, providerFailure } from '../../core/failure.ts';
import { parseSiren, type Siren } from '../../core/identifiers/siren.ts';
import { parseSiret, type Siret } from '../../core/identifiers/siret.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { inseeIdentity } from './identity.ts';

/** What INSEE means by a 403 (it keeps the entity to itself) or a 301 (the entity has another number). */
export function refused({ status, headers }: WireAnswer, asked: Siren | Siret): Failure {
  if (status === 403) return providerFailure(inseeIdentity, '005');
  const { location } = headers;
  return moved(asked, typeof location === 'string' ? lastSegment(location) : '');
}

/** A search is never moved: a redirection leads nowhere, and a 403 closes what was searched for. */
export function refusedSearch({ status }: WireAnswer): Failure {
  return providerFailure(inseeIdentity, status === 403 ? '005' : '000', { cause: `status ${status}` });
}

/** An answer about another number than the one asked for says that it was replaced. */
export function checkSame(asked: Siren | Siret, given: string): void {
  if (given !== asked) throw moved(asked, given);
}

function moved(asked: Siren | Siret, given: string): Failure {
  const replacement = asked.length === 9 ? parseSiren(given.slice(0, 9)) : parseSiret(given);
  if (replacement === null || replacement === asked) {
    return providerFailure(inseeIdentity, '000', { cause: 'moved to nowhere' });
  }
  const fault = {
    code: `${inseeIdentity.code}301`,
    title: 'Identifiant remplacé',
    sentence: `L'identifiant ${asked} a été remplacé par ${replacement} dans le répertoire Sirene : reprenez l'appel avec celui-ci.`,
  };
  return new Failure('moved', [fault], { provider: inseeIdentity, replacement });
}

/** The paths of INSEE's redirections are not those that were called: only their last segment counts. */
function lastSegment(location: string): string {
  const end = location.indexOf('?');
  const path = end === -1 ? location : location.slice(0, end);
  return path.slice(path.lastIndexOf('/') + 1);
}
