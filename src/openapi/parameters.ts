import type { Endpoint } from '../core/endpoint.ts';
import type { Option } from '../core/options.ts';
import type { Segment } from '../core/subject.ts';
import type { Json } from './json.ts';

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

/** Parameters shared by every room, by name. */
export const traceability: Readonly<Record<string, Json>> = {
  context: {
    name: 'context',
    in: 'query',
    required: true,
    description: 'Cadre de la requête.',
    schema: { type: 'string', minLength: 1 },
    example: 'Aides publiques',
  },
  recipient: {
    name: 'recipient',
    in: 'query',
    required: true,
    description:
      "SIRET de l'administration destinatrice des données. Une autre valeur est acceptée avec l'avertissement `recipient-non-siret`.",
    schema: { type: 'string', minLength: 1 },
    example: '10000001700010',
  },
  object: {
    name: 'object',
    in: 'query',
    required: true,
    description:
      "Raison de l'appel ou identifiant de la procédure, en moins de 50 caractères. Au-delà, l'appel est accepté avec l'avertissement `object-trop-long`.",
    schema: { type: 'string', minLength: 1 },
    example: 'dossier-42',
  },
  user_id: {
    name: 'user_id',
    in: 'query',
    required: false,
    description: "Identifiant de l'agent pour qui l'appel est fait ; conservé dans la trace.",
    schema: { type: 'string' },
  },
  error_format: {
    name: 'error_format',
    in: 'query',
    required: false,
    description: 'Forme des erreurs : `json_api` détaille chacune (code, titre, paramètre, fournisseur).',
    schema: { type: 'string', enum: ['json_api'] },
  },
};
