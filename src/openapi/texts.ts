import { stringify } from 'yaml';
import { type DescriptionOptions, describeApi } from './document.ts';

export interface OpenApiText {
  readonly contentType: string;
  readonly body: string;
}

/** The OpenAPI description of the whole API, written once at start from the rooms, in both formats. */
export function openApiTexts(options: DescriptionOptions): ReadonlyMap<string, OpenApiText> {
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
