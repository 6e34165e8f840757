import type { FastifyInstance } from 'fastify';
import type { Bureau } from '../../habilitations/bureau.ts';
import type { Donnees } from '../../habilitations/donnees.ts';
import type { Suivi } from '../../habilitations/suivi.ts';
import { requireRole } from '../shared/session.ts';
import { actRoutes } from './act-routes.ts';
import { createFollow } from './follow.ts';
import { readRoutes } from './read-routes.ts';

interface FollowOptions {
  readonly bureau: Bureau;
  readonly suivi: Suivi;
  readonly donnees: Donnees;
}

/** Where applicants follow their requests, and act on them. */
export async function followRoutes(app: FastifyInstance, { bureau, suivi, donnees }: FollowOptions): Promise<void> {
  app.addHook('preHandler', requireRole());
  const follow = createFollow(suivi);
  readRoutes(app, { suivi, donnees, follow });
  actRoutes(app, { bureau, suivi, follow });
}
