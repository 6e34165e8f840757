import type { KeptDocument } from '../../core/document.ts';
import { Failure, providerFailure } from '../../core/failure.ts';
import type { Missing } from '../../core/missing.ts';
import { sideBySide } from '../../core/side-by-side.ts';
import { ademe } from '../../providers/ademe/provider.ts';

/** Enough for the usual handful of certificates, without one call taking their hosts for itself. */
const AT_ONCE = 4;

/** The addresses we give to the documents behind these links; one that fails has none. All failing is a failure. */
export async function fetchCertificates(
  fetch: (link: string) => Promise<KeptDocument>,
  links: readonly (string | null | Missing)[],
): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(links.filter((link) => typeof link === 'string'))];
  const failures: Failure[] = [];
  const urls = new Map<string, string>();
  await sideBySide(distinct, AT_ONCE, async (link) => {
    try {
      urls.set(link, (await fetch(link)).url);
    } catch (error) {
      failures.push(ofProvider(error));
    }
  });
  if (urls.size === 0 && failures.length > 0) throw whyNone(failures);
  return urls;
}

/** Our own failures are not the ADEME's: they end the call. */
function ofProvider(error: unknown): Failure {
  if (error instanceof Failure && error.provider !== null) return error;
  throw error;
}

/** Nothing could be handed over: what the caller should be told of it. */
function whyNone(failures: readonly Failure[]): Failure {
  const late = failures.find(({ kind }) => kind === 'provider_timeout');
  if (late !== undefined) return providerFailure(ademe, '052', { cause: late });
  const away = failures.find(({ kind }) => kind === 'provider_unavailable');
  if (away !== undefined) return away;
  const own = failures.find(({ faults }) => faults.some(({ code }) => /^1905[1456]$/.test(code)));
  return own ?? providerFailure(ademe, '053', { cause: failures[0] });
}
