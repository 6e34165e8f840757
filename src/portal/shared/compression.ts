import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

export const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/** How hard to try: `now` for what is made for one reader, `once` for what is kept and given to all. */
type Effort = 'now' | 'once';

/** Off the main thread. */
export function compressed(bytes: Buffer, encoding: Encoding, effort: Effort): Promise<Buffer> {
  if (encoding === 'gzip') return gzipped(bytes, { level: effort === 'once' ? 9 : 6 });
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  // Beyond 9, a second of processor for each large file.
  const quality = effort === 'once' ? 9 : 4;
  return brotli(bytes, { params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

/** The best encoding that `Accept-Encoding` takes; null: as it is. */
export function encodingFor(accepted: string | string[] | undefined): Encoding | null {
  const weights = new Map(
    String(accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((told) => {
        const [name = '', ...parameters] = told.split(';').map((part) => part.trim());
        const weight = parameters.find((parameter) => parameter.startsWith('q='));
        return [name, weight === undefined ? 1 : Number(weight.slice(2))] as const;
      }),
  );
  const weightOf = (encoding: Encoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
  const [best] = [...encodings].sort((a, b) => weightOf(b) - weightOf(a));
  return best !== undefined && weightOf(best) > 0 ? best : null;
}

/** Compressed or not, the answer follows from what the reader takes: caches keep both apart. */
export function varyByEncoding(reply: FastifyReply): void {
  const told = reply.getHeader('Vary');
  reply.header('Vary', told === undefined ? 'Accept-Encoding' : `${told}, Accept-Encoding`);
}

/** Shorter, it would fit in as many packets. */
const WORTH_BYTES = 1024;
const COMPRESSIBLE = /^(?:text\/|image\/svg\+xml|application\/(?:json|xml|[\w.-]+\+(?:json|xml)))/;

/**
 * Compresses pages and what programs read, but nothing for who is logged in, at an address that is a secret, or that must not be
 * kept (`no-store`). The length of a compressed page tells whether what its address repeats is also elsewhere in it (BREACH);
 * the pages left hold no secret, and the tokens of their forms are salted anew each time (`csrf.ts`). ADR 0021.
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook<unknown>('onSend', async (request, reply, payload) => {
    if (isPrivate(request) || !isCompressible(reply)) return payload;
    varyByEncoding(reply);
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (encoding === null || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return payload;
    const bytes = Buffer.from(payload);
    if (bytes.length < WORTH_BYTES) return payload;
    const etag = reply.getHeader('ETag');
    // The same thing in other bytes.
    if (typeof etag === 'string' && etag.startsWith('"')) reply.header('ETag', `W/${etag}`);
    reply.header('Content-Encoding', encoding).removeHeader('Content-Length');
    return compressed(bytes, encoding, 'now');
  });
}

/** Said by the request itself: a hook of a room may yet add its `no-store`. */
function isPrivate({ login, routeOptions }: FastifyRequest): boolean {
  return login?.state === 'open' || routeOptions.config?.form === 'adresse-secrete';
}

function isCompressible(reply: FastifyReply): boolean {
  if (reply.hasHeader('Content-Encoding') || reply.statusCode === 206 || reply.statusCode === 304) return false;
  if (String(reply.getHeader('Cache-Control') ?? '').includes('no-store')) return false;
  return COMPRESSIBLE.test(String(reply.getHeader('Content-Type') ?? ''));
}
