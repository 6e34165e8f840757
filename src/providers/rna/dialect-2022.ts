import type { Dialect, DialectSettings } from './dialect.ts';

/** Since then: behind a manager of API, which wants its key with each request, documents included. */
export function dialect2022({ url, key }: DialectSettings): Dialect {
  return {
    structureUrl: (id) => `${url}/apim/api-asso-partenaires/api/structure/${id}?proxy_only=true`,
    headers: { 'X-Gravitee-Api-Key': key },
  };
}
