import { gunzipSync } from 'node:zlib';
import { type ProviderIdentity, providerFailure } from '../../core/failure.ts';
import type { WireAnswer } from '../../core/provider.ts';

/** An answer whose body is no longer compressed; one that would not fit once unfolded is refused. */
export function decompressed(provider: ProviderIdentity, answer: WireAnswer, maxOutputLength: number): WireAnswer {
  if (answer.headers['content-encoding'] !== 'gzip' || answer.body.length === 0) return answer;
  try {
    return { ...answer, body: gunzipSync(answer.body, { maxOutputLength }) };
  } catch (cause) {
    const bomb = cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw providerFailure(provider, bomb ? '056' : '000', { cause });
  }
}
