import type { Clock } from '../core/clock.ts';
import type { Siret } from '../core/identifiers/siret.ts';
import { findOrganisation, keepOrganisation, type Organisation } from '../records/organisations.ts';
import type { Db } from '../records/work.ts';

/** What Sirene says of an establishment now. */
export type Reponse =
  | { readonly etat: 'connue'; readonly organisation: Omit<Organisation, 'lue_le'> }
  | { readonly etat: 'inconnue' | 'indisponible' };

/** What is known of an organisation; `indisponible` when Sirene does not answer and it was never read before. */
export type Trouvee =
  | { readonly etat: 'connue'; readonly organisation: Organisation }
  | { readonly etat: 'inconnue' | 'indisponible' };

export interface Annuaire {
  /** Reads an organisation as Sirene gives it, a day old at most; older rather than nothing when Sirene does not answer. */
  chercher(siret: Siret): Promise<Trouvee>;
  /** Asks Sirene now, whatever is known. */
  relire(siret: Siret): Promise<Trouvee>;
  /** What was last read of it, without asking Sirene. */
  connue(siret: string | null): Promise<Organisation | null>;
}

interface AnnuaireOptions {
  readonly db: Db;
  readonly clock: Clock;
  /** Asks Sirene, through our own endpoints. */
  readonly demander: (siret: Siret) => Promise<Reponse>;
}

const DAY_MS = 86_400_000;

export function createAnnuaire({ db, clock, demander }: AnnuaireOptions): Annuaire {
  async function relire(siret: Siret): Promise<Trouvee> {
    const said = await demander(siret);
    if (said.etat !== 'connue') return said;
    const organisation = { ...said.organisation, lue_le: new Date(clock.now()) };
    await keepOrganisation(db, organisation);
    return { etat: 'connue', organisation };
  }

  return {
    relire,
    chercher: async (siret) => {
      const known = await findOrganisation(db, siret);
      if (known !== undefined && clock.now() - known.lue_le.getTime() < DAY_MS)
        return { etat: 'connue', organisation: known };
      const said = await relire(siret);
      return said.etat === 'indisponible' && known !== undefined ? { etat: 'connue', organisation: known } : said;
    },
    connue: async (siret) => (siret === null ? null : ((await findOrganisation(db, siret)) ?? null)),
  };
}
