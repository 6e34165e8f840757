import type { Errand } from '../../core/errand.ts';
import { Failure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import { type Missing, missing } from '../../core/missing.ts';
import type { Provider } from '../../core/provider.ts';
import type { geo } from '../../providers/geo/provider.ts';
import type { Extract } from '../../providers/infogreffe/extract.ts';
import type { infogreffe } from '../../providers/infogreffe/provider.ts';
import type { LegalUnit } from '../../providers/insee/answers.ts';
import { checkEstablishmentDiffusion, type Diffusion } from '../../providers/insee/diffusion.ts';
import { locate } from '../../providers/insee/locate.ts';
import type { insee } from '../../providers/insee/provider.ts';

type DoorOf<P> = P extends Provider<infer Door> ? Door : never;

/** A leg that is awaited later: its failure meanwhile, should nobody await it after all, is nobody's. */
export function begun<T>(leg: Promise<T>): Promise<T> {
  leg.catch(() => undefined);
  return leg;
}

/**
 * The extract of the register of commerce: null when the unit is not in it; missing when Infogreffe fails, or gives an
 * extract that describes neither a company nor a person.
 */
export async function askRegister(
  door: DoorOf<typeof infogreffe>,
  errand: Errand,
  siren: Siren,
): Promise<Extract | Missing | null> {
  try {
    const extract = await door.extract(errand, siren);
    return extract.kind === undefined ? missing : extract;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.kind === 'not_found' ? null : missing;
  }
}

interface Doors {
  readonly insee: DoorOf<typeof insee>;
  readonly geo: DoorOf<typeof geo>;
}

/** The head office and its commune; missing when INSEE fails on it, or closes it although the unit is open. */
export async function askHeadOffice({ insee, geo }: Doors, unit: LegalUnit, diffusion: Diffusion) {
  const { errand } = diffusion;
  try {
    const establishment = await insee.headOffice(errand, unit);
    if (establishment === null) return missing;
    checkEstablishmentDiffusion(establishment, diffusion);
    return { establishment, commune: await locate(establishment, errand, geo) };
  } catch (error) {
    if (error instanceof Failure) return missing;
    throw error;
  }
}
