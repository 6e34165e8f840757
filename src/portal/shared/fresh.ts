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
  return isKnown(request, etag) ? reply.code(304).send() : reply.type(type).send(body);
}

/** Whether who asks has this version already, in whatever encoding it was given. */
export function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  return headers['if-none-match']?.split(',').some((tag) => bare(tag) === bare(etag)) ?? false;
}
