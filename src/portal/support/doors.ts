import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import { deadLinkPage } from './follow-page.tsx';
import { type FollowDoor, followRoutes } from './follow-routes.ts';
import type { SupportRoutesOptions } from './routes-options.ts';
import { myTicketsTrail, supportTrail } from './trail.ts';

/** The text of a parameter of the address. */
function parameter({ params }: FastifyRequest, name: 'numero' | 'cle'): string {
  const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === 'string' ? value : '';
}

/** Whoever has the key of a mail is who the mail was sent to: nothing else is asked. */
export async function keyedTickets(app: FastifyInstance, options: SupportRoutesOptions): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    reply
      .header('Cache-Control', 'no-store')
      .header('X-Robots-Tag', 'noindex')
      .header('Referrer-Policy', 'no-referrer');
  });
  const door: FollowDoor = {
    url: '/support/:numero/:cle',
    guard: { config: { form: 'adresse-secrete' } },
    trail: supportTrail,
    find: (request) => options.support.reader.openedBy(parameter(request, 'numero'), parameter(request, 'cle')),
    baseOf: (request) => `/support/${parameter(request, 'numero')}/${parameter(request, 'cle')}`,
    lost: ({ frame }, reply) => sendPage(reply.code(404), deadLinkPage(frame)),
  };
  followRoutes(app, door, options);
}

/** Who was logged in when he reported needs no key. */
export async function ownTickets(app: FastifyInstance, options: SupportRoutesOptions): Promise<void> {
  const door: FollowDoor = {
    url: '/compte/tickets/:numero',
    guard: { preHandler: requireRole() },
    trail: myTicketsTrail,
    find: (request) => options.support.reader.ownedBy(parameter(request, 'numero'), openSessionOf(request).compte.id),
    baseOf: (request) => `/compte/tickets/${parameter(request, 'numero')}`,
    lost: (_request, reply) => sendNotFound(reply),
  };
  followRoutes(app, door, options);
}
