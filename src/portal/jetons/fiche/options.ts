import type { Bureau } from '../../../habilitations/bureau.ts';
import type { Donnees } from '../../../habilitations/donnees.ts';
import type { Lecture } from '../../../habilitations/lecture.ts';
import type { LectureDeJetons } from '../../../jetons/fiche/lecture.ts';
import type { PortalAccess } from '../../shared/access.ts';
import type { Service } from './rights.ts';

/** What the pages of tokens stand on. */
export interface FicheOptions extends Pick<PortalAccess, 'browserOf'> {
  readonly jetons: LectureDeJetons;
  readonly services: readonly Service[];
  readonly habilitations: {
    readonly bureau: Bureau;
    readonly lecture: Pick<Lecture, 'demande'>;
    readonly donnees: Donnees;
  };
}
