import { IdentityFault } from '../../core/identity.ts';

/** Of one exchange, from its beginning to its last byte. */
const TIMEOUT_MS = 8_000;
/** Its answers are a few kilobytes. */
const MAX_BYTES = 512_000;

interface Asked {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** Asks an identity provider, for a bounded time and size; no answer, or one of its own failures, is `away`. Follows nothing. */
export async function boundedFetch(url: string, { method, headers, body }: Asked): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const sent = isFetchBody(body) ? { body } : {};
    const response = await fetch(url, { method, headers, redirect: 'manual', signal, ...sent });
    const bytes = await readBounded(response);
    if (response.status >= 500) throw new IdentityFault('away', `${hostOf(url)} a répondu ${response.status}`);
    // What was read is no longer compressed, and may have no body at all.
    const kept = new Headers(response.headers);
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) kept.delete(name);
    return new Response(bytes.length === 0 ? null : bytes, { status: response.status, headers: kept });
  } catch (error) {
    if (error instanceof IdentityFault) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new IdentityFault('away', `${hostOf(url)} ne répond pas : ${cause instanceof Error ? cause.message : ''}`);
  }
}

async function readBounded(response: Response): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new IdentityFault('away', `${hostOf(response.url)} a répondu trop long`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'le fournisseur d’identité';
}

function isFetchBody(body: unknown): body is URLSearchParams | string {
  return body instanceof URLSearchParams || typeof body === 'string';
}
