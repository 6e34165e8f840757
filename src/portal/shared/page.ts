import type { FastifyReply } from 'fastify';

/**
 * Sends a page. Pages are made for the moment: nothing between us and the reader keeps them, nor does the browser for who is
 * logged in (`session.ts`).
 */
export function sendPage(reply: FastifyReply, page: JSX.Element): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-cache').send(page);
}

/** Answers that there is nothing at this address, as the portal says it. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}
