import type { Json } from '../core/json.ts';
import { traceability } from '../papers/call-parameters.ts';

const text = (description: string): Json => ({ description, schema: { type: 'string' } });
const count = (description: string): Json => ({ description, schema: { type: 'integer', minimum: 0 } });

/** Headers of the answers, by name. */
const headers = {
  'RateLimit-Limit': count('Appels permis dans la fenêtre.'),
  'RateLimit-Remaining': count('Appels restants dans la fenêtre, celui-ci compté.'),
  'RateLimit-Reset': count('Fin de la fenêtre, en secondes Unix.'),
  'RateLimit-Policy': text('Limite, durée de la fenêtre en secondes et nom du compteur.'),
  'Retry-After': { description: 'Secondes à attendre avant de réessayer.', schema: { type: 'integer', minimum: 1 } },
  'X-Request-Id': text('Référence de l’appel, à donner au support.'),
  'X-Error-Code': text('Code de la première erreur : deux chiffres du fournisseur, trois de l’erreur.'),
  'X-Avertissement': text(
    'Ce qui s’écarte des conseils sans être refusé : `recipient-non-siret`, `object-trop-long`, séparés par des virgules.',
  ),
  'X-Jeton-Expire-Le': {
    description: 'Fin du jeton de l’appel. Présent dans ses 90 derniers jours seulement.',
    schema: { type: 'string', format: 'date-time' },
  },
  'X-Document-Expire-Le': {
    description: 'Fin de vie des documents donnés par cette réponse.',
    schema: { type: 'string', format: 'date-time' },
  },
  Location: text('Adresse avec l’identifiant de remplacement ; le jeton n’y figure pas.'),
} satisfies Record<string, Json>;

export type HeaderName = keyof typeof headers;

/** The two forms of an error. */
const simpleErrors: Json = {
  type: 'array',
  minItems: 1,
  description: 'Une phrase par erreur.',
  items: { type: 'string' },
};

const detailedErrors: Json = {
  type: 'array',
  minItems: 1,
  description: 'Forme obtenue par `error_format=json_api`.',
  items: {
    type: 'object',
    required: ['code', 'title', 'detail', 'meta'],
    properties: {
      code: { type: 'string', description: 'Code de l’erreur.' },
      title: { type: 'string', description: 'Titre.' },
      detail: { type: 'string', description: 'Phrase complète.' },
      source: {
        type: 'object',
        description: 'Paramètre en cause.',
        required: ['parameter'],
        properties: { parameter: { type: 'string', description: 'Nom du paramètre.' } },
      },
      meta: {
        type: 'object',
        properties: {
          provider: { type: 'string', description: 'Fournisseur de données en cause.' },
          retry_in: { type: 'integer', description: 'Secondes à attendre avant de réessayer.' },
        },
      },
    },
  },
};

const errorBody = (more: Json = {}): Json => ({
  type: 'object',
  required: ['errors'],
  properties: { errors: { oneOf: [simpleErrors, detailedErrors] }, ...more },
});

/** What the operations share. */
export function components(): Json {
  return {
    securitySchemes: {
      jeton: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'Jeton dans l’en-tête `Authorization`. Manière à préférer : le jeton ne paraît dans aucune adresse.',
      },
      jetonDansAdresse: {
        type: 'apiKey',
        in: 'query',
        name: 'token',
        description: 'Jeton dans l’adresse, pour les logiciels qui ne peuvent pas faire autrement.',
      },
    },
    parameters: traceability,
    headers,
    schemas: {
      Erreurs: errorBody(),
      ErreursPasserelle: errorBody({
        gateway_error: { const: true, description: 'Présent quand l’erreur vient d’un fournisseur.' },
      }),
    },
  };
}
