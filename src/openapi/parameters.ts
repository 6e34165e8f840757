import type { Endpoint } from '../core/endpoint.ts';
import type { Json } from '../core/json.ts';
import type { Option } from '../core/options.ts';
import type { Segment } from '../core/subject.ts';
import { traceability } from '../papers/call-parameters.ts';

/** What a call of a room carries: its subject, its own options, then the traceability common to all. */
export function roomParameters({ subject, options }: Endpoint): Json[] {
  return [
    ...subject.segments.map(segmentParameter),
    ...options.map(optionParameter),
    ...Object.keys(traceability).map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function segmentParameter({ parameter, description, pattern, example }: Segment<unknown>): Json {
  return { name: parameter, in: 'path', required: true, description, schema: { type: 'string', pattern }, example };
}

function optionParameter({ names, description, schema }: Option<unknown>): Json {
  const [name, ...aliases] = names;
  const spellings = aliases.map((alias) => `\`${alias}\``).join(', ');
  const told = aliases.length === 0 ? description : `${description} Autre écriture acceptée : ${spellings}.`;
  return { name, in: 'query', required: false, description: told, schema };
}
