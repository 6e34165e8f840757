import type { Gravite } from '../records/tables/watching.ts';
import type { Work } from '../records/work.ts';

type NoticeKind =
  | 'incident.ouvert'
  | 'incident.point'
  | 'incident.resolu'
  | 'maintenance.annoncee'
  | 'maintenance.modifiee'
  | 'maintenance.annulee';

/** What subscribers are told of an incident or a maintenance. The same `id`, `kind` and `version` are the same news. */
export interface Notice {
  /** Of the incident or the maintenance. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly version: number;
  readonly title: string;
  readonly severity: Gravite | null;
  readonly endpoints: readonly string[];
  /** The page that tells all of it. */
  readonly url: string;
  readonly text: string;
  /** Of a maintenance: when it is. */
  readonly window: { readonly from: Date; readonly to: Date } | null;
  readonly at: Date;
}

/** Tells subscribers, within the transaction that keeps what is told: nothing is announced that is not kept, nor the reverse. */
export type Tell = (work: Work, notice: Notice) => Promise<void>;
