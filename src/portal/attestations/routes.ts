import type { FastifyInstance } from 'fastify';
import { requireRole } from '../shared/session.ts';
import { agentRoutes } from './agent-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { lookUpRoutes } from './look-up-routes.ts';
import type { AttestationsOptions } from './options.ts';
import { proofRoutes } from './proof.ts';

/** Attestations without software: looking up, what was looked up, and who may. */
export async function attestationRoutes(app: FastifyInstance, options: AttestationsOptions): Promise<void> {
  app.addHook('preHandler', requireRole());
  lookUpRoutes(app, options);
  historyRoutes(app, options);
  agentRoutes(app, options);
  proofRoutes(app, options);
}
