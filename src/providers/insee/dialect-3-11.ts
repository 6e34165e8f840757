import { ownProviderFailure, providerFailure } from '../../core/failure.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { currentPeriod, type Establishment, type LegalUnit, readHeadOffices } from './answers.ts';
import { inseeIdentity } from './identity.ts';
import { refusedSearch } from './refusals.ts';
import type { Dialect } from './sirene.ts';

interface Settings {
  readonly url: string;
  readonly oauthUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

/** The API 3.11, reserved to the administration: an account at another address. The head office is searched for. */
export function dialect311({ url, oauthUrl, clientId, clientSecret, username, password }: Settings): Dialect {
  const form = { grant_type: 'password', client_id: clientId, client_secret: clientSecret, username, password };
  return {
    login: {
      method: 'POST',
      url: oauthUrl,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    },
    base: `${url}/api-sirene/prive/3.11`,
    headOffice: (unit) => {
      const criteria = encodeURIComponent(`etablissementSiege:true AND siren:${unit.siren}`);
      return { path: `/siret?q=${criteria}`, read: (answer) => headOfficeOf(answer, unit) };
    },
  };
}

function headOfficeOf(answer: WireAnswer, { siren }: LegalUnit): Establishment {
  if (answer.status !== 200) throw refusedSearch(answer);
  const { header, etablissements } = readHeadOffices(answer);
  const [found] = etablissements;
  if (etablissements.length > 1 || (header?.total ?? 1) > 1) throw severalHeadOffices();
  if (found === undefined) throw providerFailure(inseeIdentity, '003');
  if (!found.siret.startsWith(siren)) throw providerFailure(inseeIdentity, '000', { cause: 'of another unit' });
  return { ...found, period: currentPeriod(found.periodesEtablissement) };
}

function severalHeadOffices() {
  return ownProviderFailure(inseeIdentity, '501', {
    kind: 'provider_error',
    title: 'Plusieurs sièges',
    sentence: (name) =>
      `Le fournisseur de données (${name}) donne plusieurs sièges à cette entité : aucun ne peut être choisi. Réessayez plus tard.`,
  });
}
