import type { RequestListener } from 'node:http';
import { createClientAddress } from '../gateway/client-address.ts';
import { createClosedRoutes } from '../gateway/closed-routes.ts';
import { createCorridor } from '../gateway/corridor.ts';
import type { House } from '../gateway/house.ts';
import { createJetons } from '../gateway/jetons/jetons.ts';
import { createTokenReader } from '../gateway/jetons/signing.ts';
import { fixedAnswers } from '../gateway/open-answer.ts';
import { createRoutes } from '../gateway/routes.ts';
import { openApiTexts } from '../openapi/texts.ts';
import type { InFlight } from '../platform/http-server.ts';
import { watchAnswers } from '../watch/answers.ts';
import type { WatchOptions } from '../watch/watch-options.ts';
import type { Admission } from './admission.ts';
import type { Asked } from './asked.ts';
import type { Ground } from './ground.ts';
import type { Incidents } from './incidents.ts';
import type { Kept } from './kept.ts';
import { createObserver, reportAway } from './observer.ts';

interface CorridorParts {
  readonly kept: Kept;
  readonly admission: Admission;
  readonly asked: Asked;
  readonly watched: WatchOptions;
  readonly incidents: Incidents;
  readonly inFlight: InFlight;
}

/** The corridor of /v2 and /watchdoge; the rooms are along it where the gateway is. */
export function openCorridor(
  ground: Ground,
  { kept, admission, asked, watched, incidents, inFlight }: CorridorParts,
): RequestListener {
  const { config, rooms, papersOf, limits, clock, metrics, log } = ground;
  const descriptions = openApiTexts({ rooms, limits, publicUrl: config.publicUrl, papersOf });
  const open = new Map([...fixedAnswers(descriptions), ...watchAnswers(watched, reportAway(log))]);
  const { secrets, register, refusedTokens } = admission;
  const house: House = {
    clock,
    bans: admission.bans,
    counters: admission.counters,
    shared: admission.shared,
    addressRule: { name: 'adresse', limit: limits.adresse.plafond, windowMs: limits.adresse.fenetre_s * 1000 },
    prober: { authorization: undefined },
    strictTraceability: config.strictTraceability,
    deadlineMs: config.deadlineMs,
    closed: incidents.closed,
    routeOf: config.roles.has('gateway')
      ? createRoutes({
          rooms: rooms.map((room) => ({ ...room, open: room.endpoint.open(asked.providers.doorOf) })),
          open,
          privilegesCounter: { name: 'json', limit: limits.groupes.json.limite, windowMs: limits.fenetre_s * 1000 },
        })
      : createClosedRoutes(open),
    jetonOf: createJetons(createTokenReader(secrets), register, clock),
  };
  return createCorridor({
    house,
    journal: kept.journal,
    inFlight,
    addressOf: admission.relay.relayed(createClientAddress(config.trustedProxies)),
    observe: createObserver({ metrics, log, refusedTokens, clock, bursts: incidents.bursts }),
  });
}
