import type { Json } from '../core/json.ts';

/** A query parameter that every room takes, as OpenAPI says it. */
export type CallParameter = {
  readonly name: string;
  readonly in: 'query';
  readonly required: boolean;
  readonly description: string;
  readonly schema: Json;
  readonly example?: string;
};

/** Parameters shared by every room, by name: traceability, then the form of errors. */
export const traceability: Readonly<Record<string, CallParameter>> = {
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
