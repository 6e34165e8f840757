import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

interface Told {
  readonly type: string;
  readonly body: string;
}

/** Sends what programs come back for: anyone may read it from any page, for a few seconds; who has it already is told so. */
export function sendFresh(request: FastifyRequest, reply: FastifyReply, { type, body }: Told): FastifyReply {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  reply
    .header('ETag', etag)
    .header('Cache-Control', 'public, max-age=10')
    .header('Access-Control-Allow-Origin', '*')
    .header('Cross-Origin-Resource-Policy', 'cross-origin');
  const known = request.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return known ? reply.code(304).send() : reply.type(type).send(body);
}
