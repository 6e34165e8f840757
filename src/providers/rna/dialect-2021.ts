import type { Dialect, DialectSettings } from './dialect.ts';

/** Until the middle of 2022: no credential. */
export function dialect2021({ url }: DialectSettings): Dialect {
  return { structureUrl: (id) => `${url}/api-asso/api/structure/${id}?proxy_only=true`, headers: {} };
}
