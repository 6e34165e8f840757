import type { Errand } from '../../core/errand.ts';
import { providerErrors } from '../../core/error-catalogue.ts';
import { Failure, type Fault } from '../../core/failure.ts';
import { flag } from '../../core/options.ts';
import type { Establishment } from './answers.ts';
import { inseeIdentity } from './identity.ts';

/** The option that opens entities which asked not to be diffused. */
export const nonDiffusables = flag(
  ['non_diffusables', 'non_diffusable'],
  "Avec la valeur « true », répond aussi pour une entité non diffusible. Sans effet pour un jeton limité aux données ouvertes, ni pour une entité que l'INSEE réserve.",
);

const DIFFUSIBLE = 'O';

/** O is diffusible; N is not, and P is in part only. */
export function isDiffusible(statut: string): boolean {
  return statut === DIFFUSIBLE;
}

const reserved: Fault = {
  code: `${inseeIdentity.code}005`,
  title: providerErrors['005'].title,
  sentence: providerErrors['005'].sentence(),
};
const openDataOnly: Fault = {
  ...reserved,
  sentence:
    "Cette entité n'est pas diffusible et votre jeton est limité aux données ouvertes : ses informations ne peuvent pas être communiquées, même avec l'option « non_diffusables=true ».",
};

/** For whom an entity is opened. */
export interface Diffusion {
  readonly errand: Errand;
  /** The caller gave the option. */
  readonly nonDiffusables: boolean;
}

/** Refuses (451) an entity that is not diffusible; the platform decides it, hence a failure of no provider. */
export function checkDiffusion(statut: string, { errand, nonDiffusables }: Diffusion): void {
  if (isDiffusible(statut)) return;
  if (errand.jeton.openDataOnly) throw new Failure('legal', [openDataOnly]);
  if (!nonDiffusables) throw new Failure('legal', [reserved]);
}

/** An establishment carries the name of its legal unit: both have to be diffusible. */
export function checkEstablishmentDiffusion(establishment: Establishment, diffusion: Diffusion): void {
  checkDiffusion(establishment.statutDiffusionEtablissement, diffusion);
  checkDiffusion(establishment.uniteLegale.statutDiffusionUniteLegale ?? DIFFUSIBLE, diffusion);
}
