import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';

/** What is asked of Qualibat, whichever protocol it speaks. */
export interface QualibatDoor {
  /** Keeps the certificate of an establishment. */
  certificate(errand: Errand, siret: string): Promise<KeptDocument>;
}
