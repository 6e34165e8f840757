import type { Errand } from '../../core/errand.ts';
import { Failure } from '../../core/failure.ts';
import { type Missing, missing } from '../../core/missing.ts';
import type { Establishment } from './answers.ts';
import { isAbroad } from './read-adresse.ts';

/** Who knows the communes: the door of API Geo. */
interface Communes<Commune> {
  commune(errand: Errand, code: string): Promise<Commune>;
}

/** The commune of an establishment: null abroad, missing when it could not be had. A provider's failure never goes further. */
export async function locate<Commune>(
  establishment: Establishment,
  errand: Errand,
  communes: Communes<Commune>,
): Promise<Commune | Missing | null> {
  const { codeCommuneEtablissement: code } = establishment.adresseEtablissement;
  if (!code || isAbroad(establishment)) return null;
  try {
    return await communes.commune(errand, code);
  } catch (error) {
    if (error instanceof Failure) return missing;
    throw error;
  }
}
