import type { OpenText } from '../gateway/routes.ts';

export function openApiTexts(_options: unknown): ReadonlyMap<string, OpenText> {
  return new Map();
}
