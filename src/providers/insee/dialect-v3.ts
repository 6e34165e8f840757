import { parseSiret } from '../../core/identifiers/siret.ts';
import { type Dialect, establishmentQuestion } from './sirene.ts';

/** The API V3 of 2021: one address, and a ready-made pair of credentials. The head office is read by its number. */
export function dialectV3({ url, credentials }: { readonly url: string; readonly credentials: string }): Dialect {
  return {
    login: {
      method: 'POST',
      url: `${url}/token`,
      headers: { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    },
    base: `${url}/entreprises/sirene/V3`,
    headOffice: ({ siren, period }) => {
      const siret = parseSiret(siren + (period.nicSiegeUniteLegale ?? ''));
      return siret === null ? null : establishmentQuestion(siret);
    },
  };
}
