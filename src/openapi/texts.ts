import { stringify } from 'yaml';
import type { OpenText } from '../gateway/routes.ts';
import { type DescriptionOptions, describeApi } from './document.ts';

/** The OpenAPI description of the whole API, written once at start from the rooms, in both formats. */
export function openApiTexts(options: DescriptionOptions): ReadonlyMap<string, OpenText> {
  const document = describeApi(options);
  const yaml = stringify(document, { aliasDuplicateObjects: false, lineWidth: 120 });
  return new Map([
    ['/v2/open-api.yml', { contentType: 'application/yaml; charset=utf-8', body: yaml }],
    [
      '/v2/open-api.json',
      { contentType: 'application/json; charset=utf-8', body: `${JSON.stringify(document, null, 2)}\n` },
    ],
  ]);
}
