import type { KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import type { Missing } from '../../core/missing.ts';

/** A qualification « reconnu garant de l'environnement ». */
export interface Qualification {
  readonly nom: string | Missing;
  readonly nomCertificat: string | Missing;
  /** Where its certificate is; null when the ADEME says that it has none. */
  readonly lien: string | null | Missing;
}

export interface Certification {
  readonly domaines: readonly string[] | Missing;
  readonly qualifications: readonly Qualification[] | Missing;
  /** The lists of which the ADEME holds more than it has told. */
  readonly incomplete: readonly ('domaines' | 'qualifications')[];
}

/** What is asked of the ADEME, whichever protocol it speaks. */
export interface AdemeDoor {
  /** What an establishment is certified for; unknown or certified for nothing, it is not found. */
  certification(errand: Errand, siret: string): Promise<Certification>;
  /** Keeps the certificate behind a link. */
  document(errand: Errand, lien: string): Promise<KeptDocument>;
}
