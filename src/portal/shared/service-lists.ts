import type { Endpoint } from '../../core/endpoint.ts';

/** Who a reader knows the data from. */
export function providerOf({ providers }: Endpoint): string {
  return providers[0]?.name ?? '';
}

export interface ProviderServices {
  readonly provider: string;
  readonly services: readonly Endpoint[];
}

/** The services of each provider, both in the order of their names. */
export function byProvider(endpoints: readonly Endpoint[]): ProviderServices[] {
  const providers = [...new Set(endpoints.map(providerOf))].sort((a, b) => a.localeCompare(b, 'fr'));
  return providers.map((provider) => ({
    provider,
    services: endpoints
      .filter((endpoint) => providerOf(endpoint) === provider)
      .sort((a, b) => a.title.localeCompare(b.title, 'fr')),
  }));
}

export interface NamedService {
  readonly name: string;
  readonly title: string;
  readonly provider: string;
}

/** Names that are kept, as readers know them; one that is no longer served stays under its own name. */
export function namedServices(names: readonly string[], endpoints: readonly Endpoint[]): NamedService[] {
  return names.map((name) => {
    const endpoint = endpoints.find((it) => it.name === name);
    return endpoint === undefined
      ? { name, title: name, provider: '' }
      : { name, title: endpoint.title, provider: providerOf(endpoint) };
  });
}
