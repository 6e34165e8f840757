import { summed, type Tally } from '../../watch/tally.ts';
import type { EndpointUsage } from '../../watch/usage.ts';
import { providerOf } from '../shared/service-lists.ts';

interface ProviderUsage {
  readonly provider: string;
  readonly year: Tally;
  readonly lastDays: Tally;
}

/** Endpoints under the provider that a reader knows them from, the most called first. */
export function usageByProvider(endpoints: readonly EndpointUsage[]): ProviderUsage[] {
  const providers = [...new Set(endpoints.map(({ endpoint }) => providerOf(endpoint)))];
  return providers
    .map((provider) => {
      const own = endpoints.filter(({ endpoint }) => providerOf(endpoint) === provider);
      return {
        provider,
        year: summed(own.map(({ year }) => year)),
        lastDays: summed(own.map(({ lastDays }) => lastDays)),
      };
    })
    .sort((a, b) => b.year.calls - a.year.calls || a.provider.localeCompare(b.provider, 'fr'));
}

/** Those that are asked, the second ones of an endpoint included. */
export function providerCount(endpoints: readonly EndpointUsage[]): number {
  return new Set(endpoints.flatMap(({ endpoint }) => endpoint.providers.map(({ slug }) => slug))).size;
}
