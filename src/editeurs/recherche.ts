import { chercherEditeurs, countEditeursTrouves, type Editeur } from '../records/editeurs.ts';
import type { Db } from '../records/work.ts';

/** The editors that anyone may find by their name, their product, or their SIRET; by pages. */
export type RechercheEditeurs = (
  mots: string,
  page: number,
) => Promise<{
  readonly items: readonly Editeur[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}>;

const PAR_PAGE = 20;

export function createRecherche(db: Db): RechercheEditeurs {
  return async (mots, asked) => {
    const total = await countEditeursTrouves(db, mots);
    const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
    const page = Math.min(asked, pages);
    return {
      items: await chercherEditeurs(db, mots, { offset: (page - 1) * PAR_PAGE, limit: PAR_PAGE }),
      total,
      page,
      pages,
    };
  };
}
