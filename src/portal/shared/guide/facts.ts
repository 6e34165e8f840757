import type { Network } from './network.ts';

/** What the guide tells that is settled elsewhere: in the limits file, the cards, the sheets, the configuration. */
export interface ServiceFacts {
  readonly publicUrl: string;
  /** Data is fictional. */
  readonly sandbox: boolean;
  /** The first call to try, as a shell command. */
  readonly firstCall: string;
  readonly limits: VolumeFacts;
  /** A day at the counters, at 10 o'clock. */
  readonly workedExample: WorkedExample;
  readonly deadlineMs: number;
  readonly documentLifeSeconds: number;
  readonly documentMaxBytes: number;
  readonly strictTraceability: boolean;
  readonly endpoints: readonly EndpointFacts[];
  /** Who provides, with the two digits that begin their codes of error. */
  readonly providers: readonly { readonly code: string; readonly name: string }[];
  readonly sandboxUnits: readonly SandboxUnit[];
  readonly network: Network;
  /** A programme to copy, by `exemple:` and the name of its file. */
  readonly exampleOf: (name: string) => string | undefined;
  /** A sample answer of a room, by its name and that of the sample. */
  readonly sampleOf: (endpoint: string, sample: string) => unknown;
}

/** The limits file. */
export interface VolumeFacts {
  readonly fenetre_s: number;
  readonly groupes: Readonly<Record<'json' | 'documents', { readonly limite: number }>>;
  readonly endpoints: Readonly<Record<string, { readonly limite: number }>>;
  readonly adresse: { readonly plafond: number; readonly fenetre_s: number };
  readonly bannissement: {
    readonly duree_s: number;
    readonly refus: { readonly nombre: number; readonly fenetre_s: number };
  };
}

export interface EndpointFacts {
  readonly name: string;
  readonly title: string;
  readonly volume: 'json' | 'documents' | 'propre';
  readonly limit: number;
  readonly advisedSeconds: number;
  readonly uname: string;
  readonly availabilityKey: string;
  readonly everyMinutes: number;
  readonly givesDocuments: boolean;
}

export interface SandboxUnit {
  readonly siren: string;
  readonly siret: string;
  readonly rna: string;
  readonly what: string;
}

/** Calls of one token in one group, as the counters of the gateway see them. */
export interface WorkedExample {
  readonly group: string;
  readonly calls: readonly WorkedCall[];
}

export interface WorkedCall {
  /** « 10 h 00 min 20 s ». */
  readonly at: string;
  readonly what: string;
  readonly status: 200 | 429;
  readonly limit: number;
  readonly remaining: number;
  /** Unix seconds, and what a clock in France shows then. */
  readonly reset: number;
  readonly resetAt: string;
  readonly retryAfter: number | null;
}
