import type { Call } from './call.ts';
import { authenticate } from './gate/authenticate.ts';
import { checkRight } from './gate/check-right.ts';
import { checkSubject } from './gate/check-subject.ts';
import { checkTraceability } from './gate/check-traceability.ts';
import { findRoute } from './gate/find-route.ts';
import { limitAddress } from './gate/limit-address.ts';
import { limitWindow } from './gate/limit-window.ts';
import { refuseBanned } from './gate/refuse-banned.ts';
import type { Step } from './gate/step.ts';
import type { House } from './house.ts';
import type { Route } from './routes.ts';

interface GateStep {
  readonly step: Step;
  /** Which calls it checks: everyone's, those that need a token, those that need a right. */
  readonly checks: 'everyone' | 'tokens' | 'rights';
}

/** The order is a promise made to callers (DECISIONS « Order of the gate »): what fails first is what they are told. */
export const gate: readonly GateStep[] = [
  { step: refuseBanned, checks: 'everyone' },
  { step: limitAddress, checks: 'everyone' },
  { step: findRoute, checks: 'everyone' },
  { step: authenticate, checks: 'tokens' },
  { step: limitWindow, checks: 'tokens' },
  { step: checkTraceability, checks: 'rights' },
  { step: checkRight, checks: 'rights' },
  { step: checkSubject, checks: 'rights' },
];

const checkedBy: Record<Route['needs'], ReadonlySet<GateStep['checks']>> = {
  nothing: new Set(['everyone']),
  token: new Set(['everyone', 'tokens']),
  habilitation: new Set(['everyone', 'tokens', 'rights']),
};

/** Walks the gate with a call. */
export function passGate(call: Call, house: House): void {
  for (const { step, checks } of gate) {
    const route = call.foundRoute;
    if (route === null || checkedBy[route.needs].has(checks)) step(call, house);
  }
}
