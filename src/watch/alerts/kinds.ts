import type { AlertKind } from './alert-kind.ts';
import { bansSurge } from './bans-surge.ts';
import { certificates } from './certificates.ts';
import { credentials } from './credentials.ts';
import { flapping } from './flapping.ts';
import { journalFailures } from './journal-failures.ts';
import { loneCounters } from './lone-counters.ts';
import { serviceState } from './service-state.ts';
import { silentProber } from './silent-prober.ts';
import { traceBacklog } from './trace-backlog.ts';

/** Every kind of alert. A new one is one file, and one line here. */
export const alertKinds: readonly AlertKind[] = [
  serviceState,
  flapping,
  silentProber,
  traceBacklog,
  journalFailures,
  loneCounters,
  bansSurge,
  certificates,
  credentials,
];
