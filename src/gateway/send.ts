import type { Call } from './call.ts';
import type { Shown } from './faces/v2/show.ts';

/** Writes an answer on its connection, the last one when the service stops. Header values are ours and ASCII. */
export function send(call: Call, shown: Shown, isLast: boolean): void {
  const { response, quota, jeton } = call;
  const headers = [
    'Content-Type',
    shown.contentType,
    'Content-Length',
    String(Buffer.byteLength(shown.body)),
    'X-Request-Id',
    call.requestId,
    'Cache-Control',
    shown.cacheControl ?? 'no-store',
    'X-Content-Type-Options',
    'nosniff',
    ...shown.headers,
  ];
  if (quota !== null) {
    headers.push(
      'RateLimit-Limit',
      String(quota.limit),
      'RateLimit-Remaining',
      String(quota.remaining),
      'RateLimit-Reset',
      String(Math.ceil(quota.endsAt / 1000)),
      'RateLimit-Policy',
      `${quota.limit};w=${quota.windowSeconds};name="${quota.name}"`,
    );
  }
  if (jeton !== null && call.receivedAt >= jeton.endToldFrom) headers.push('X-Jeton-Expire-Le', jeton.end);
  if (call.warnings.length > 0) headers.push('X-Avertissement', call.warnings.join(', '));
  if (call.documentExpiry !== null) headers.push('X-Document-Expire-Le', call.documentExpiry.toISOString());
  if (isLast) headers.push('Connection', 'close');
  response.writeHead(shown.status, headers);
  response.end(call.request.method === 'HEAD' ? undefined : shown.body);
}
