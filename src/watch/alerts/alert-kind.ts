import type { Endpoint } from '../../core/endpoint.ts';
import type { Alerte } from '../../records/alertes.ts';
import type { Sonde } from '../../records/sondes.ts';

/** Something is wrong with a thing: what will be told of it. */
export interface Condition {
  /** Which form of it: a state, a step. Another form of the same thing is told as a change. */
  readonly forme: string;
  /** What changes together is told together. */
  readonly groupe: string;
  /** The thing, as a reader knows it. */
  readonly sujet: string;
  readonly texte: string;
  readonly endpoints: readonly string[];
  readonly depuis: Date;
}

/** What a look finds of a thing. `inconnu`: nothing new can be said, what was known stands. */
export type Finding = Condition | 'rien' | 'inconnu';

/** What this process sees of itself. */
export interface NodeSigns {
  readonly name: string;
  /** Segments of traces that wait to be shipped, and the age of the oldest. */
  readonly segments: number;
  readonly oldestSegmentMs: number;
  /** Last time that a trace could not be written. */
  readonly journalFailedAt: Date | null;
  /** Since when it counts calls without the other nodes, though it should not. */
  readonly countsAloneSince: Date | null;
}

/** Something that stops working at a known date unless someone renews it. */
export interface Expiry {
  readonly genre: 'certificat' | 'jeton';
  /** Where it comes from: a variable, an address. */
  readonly objet: string;
  readonly sujet: string;
  /** Null when it could not be read this time. */
  readonly endsAt: Date | null;
  /** Endpoints that stop with it. */
  readonly endpoints: readonly string[];
}

/** What alerts are judged on. */
export interface AlertInput {
  readonly now: Date;
  /** Before, nobody was there to probe: the machine was stopped, or its clock was moved. */
  readonly awakeSince: Date;
  readonly endpoints: readonly Endpoint[];
  /** Probes of the last hour, and three at least, oldest first, by endpoint. */
  readonly probes: ReadonlyMap<string, readonly Sonde[]>;
  readonly node: NodeSigns | null;
  readonly bansLastHour: number;
  readonly expiries: readonly Expiry[];
  readonly open: readonly Alerte[];
}

/** What is told at once of one group. */
export interface Told {
  readonly groupe: string;
  readonly started: readonly Alerte[];
  readonly changed: readonly Alerte[];
  readonly ended: readonly Alerte[];
  /** Told before, and not over. */
  readonly still: readonly Alerte[];
}

/** One kind of alert: what it looks at, and its words. */
export interface AlertKind {
  /** Also the section of docs/exploitation/alertes.md that says what to do. */
  readonly genre: string;
  /** The kind in a few words, for a list. */
  readonly label: string;
  /** Who can judge it: whoever has the database, or the gateway, which knows its journal and the providers' settings. */
  readonly seenBy: 'worker' | 'gateway';
  /** Each node looks at itself, and closes only what it has opened. */
  readonly perNode?: true;
  /** A form that has been told is never told again, even after having been out of sight. */
  readonly once?: true;
  /** How long a change waits for those that come with it. */
  readonly gatherMs: number;
  /** Whether its end is worth a message of its own; the digest has it anyway. */
  readonly tellsEnd: boolean;
  /** By thing looked at. One that is in no finding is not watched any more. */
  look(input: AlertInput): ReadonlyMap<string, Finding>;
  title(told: Told): string;
  /** After the subject of an alert that is over. */
  readonly ending: string;
  readonly toLookAt: string;
  readonly endsWhen: string;
}
