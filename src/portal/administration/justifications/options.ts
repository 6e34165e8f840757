import type { Endpoint } from '../../../core/endpoint.ts';
import type { BureauJustifications } from '../../../jetons/justifications/bureau.ts';
import type { LectureJustifications } from '../../../jetons/justifications/lecture.ts';

export interface JustificationAdministrationOptions {
  readonly bureau: BureauJustifications;
  readonly lecture: LectureJustifications;
  readonly endpoints: readonly Endpoint[];
}
