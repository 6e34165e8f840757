import type { Endpoint } from '../core/endpoint.ts';
import type { Json } from '../core/json.ts';
import { plainSchema } from '../papers/plain-schema.ts';
import type { RoomSample } from '../papers/room-papers.ts';
import { wholeAnswer } from '../papers/whole-answer.ts';
import { withAddresses } from '../papers/with-addresses.ts';
import type { HeaderName } from './components.ts';
import { partialAnswer } from './schemas.ts';

interface Outcome {
  readonly status: string;
  readonly description: string;
  readonly schema: Json;
  readonly headers?: readonly HeaderName[];
  /** Its name among the responses that all rooms share. */
  readonly shared?: string;
}

const volume: readonly HeaderName[] = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'RateLimit-Policy'];
/** On every answer to a valid token. */
const afterToken: readonly HeaderName[] = [...volume, 'X-Avertissement', 'X-Jeton-Expire-Le'];

/** Every way a call of a room can end, its samples as examples. */
export function roomResponses(endpoint: Endpoint, samples: readonly RoomSample[], publicUrl: string): Json {
  const { gatewayError } = endpoint;
  const answer = plainSchema(endpoint.answer);
  const outcomes: Outcome[] = [
    {
      status: '200',
      description: 'Réponse complète.',
      schema: wholeAnswer(answer, gatewayError),
      headers: ['X-Document-Expire-Le'],
    },
    {
      status: '206',
      description: 'Réponse incomplète : une partie des données n’a pas pu être obtenue.',
      schema: partialAnswer(answer, gatewayError),
      headers: ['X-Document-Expire-Le'],
    },
    ...(endpoint.mayBeReplacedOrClosed ? [movedOutcome(endpoint.subject.segments.at(-1)?.parameter ?? '')] : []),
    ...commonErrors,
    ...providerErrors(gatewayError, endpoint.mayBeReplacedOrClosed),
  ];
  return byStatus(outcomes, (status) => examplesOf(samples, status, publicUrl));
}

/** How a call that asks no provider can end. */
export function privilegesResponses(): Json {
  const schema: Json = {
    type: 'object',
    required: ['privileges'],
    properties: { privileges: { type: 'array', items: { type: 'string' }, description: 'Codes des droits du jeton.' } },
  };
  const success: Outcome = { status: '200', description: 'Droits du jeton.', schema };
  return byStatus([success, ...commonErrors.filter(({ status }) => status !== '403' && status !== '422')]);
}

function failure(
  status: string,
  description: string,
  headers: readonly HeaderName[] = [],
  schema = 'Erreurs',
): Outcome {
  return {
    status,
    description,
    headers: ['X-Error-Code', ...headers],
    shared: `${schema}${status}`,
    schema: { $ref: `#/components/schemas/${schema}` },
  };
}

const commonErrors: readonly Outcome[] = [
  failure('400', 'Requête mal formée, ou deux jetons différents.'),
  failure('401', 'Jeton absent, invalide, expiré ou révoqué.'),
  failure('403', 'Le jeton ne donne pas accès à cet endpoint.'),
  failure('422', 'Paramètres absents ou mal formés ; toutes les fautes sont données.'),
  failure('429', 'Limite d’appels atteinte.', ['Retry-After']),
  failure('500', 'Erreur interne d’API Entreprise.'),
];

function providerErrors(gatewayError: boolean, mayBeClosed: boolean): Outcome[] {
  const schema = gatewayError ? 'ErreursPasserelle' : 'Erreurs';
  const legal = failure('451', 'Entité non diffusible : indisponible pour raisons légales.', [], schema);
  return [
    failure('404', 'Identifiant inconnu, hors du périmètre ou sans information chez le fournisseur.', [], schema),
    ...(mayBeClosed ? [legal] : []),
    failure(
      '502',
      'Le fournisseur a répondu par une erreur ou par une réponse inexploitable.',
      ['Retry-After'],
      schema,
    ),
    failure('503', 'Le fournisseur, ou API Entreprise, est temporairement indisponible.', ['Retry-After'], schema),
    failure('504', 'Le fournisseur n’a pas répondu dans le délai.', ['Retry-After'], schema),
  ];
}

function movedOutcome(parameter: string): Outcome {
  return {
    status: '301',
    description: 'L’identifiant a été remplacé : voyez l’en-tête Location.',
    headers: ['Location'],
    schema: {
      type: 'object',
      required: [parameter, 'message'],
      properties: {
        [parameter]: { type: 'string', description: 'Identifiant de remplacement.' },
        message: { type: 'string', description: 'Phrase qui dit ce remplacement.' },
      },
    },
  };
}

/** The answers to errors, alike for all rooms, by the name under which they are shared. */
export function sharedResponses(): Json {
  const errors = [...commonErrors, ...providerErrors(false, false), ...providerErrors(true, true)];
  return Object.fromEntries(errors.map((outcome) => [outcome.shared, response(outcome)]));
}

function byStatus(outcomes: readonly Outcome[], examplesOf: (status: string) => Json = () => ({})): Json {
  const responses = outcomes.map((outcome) => {
    const examples = examplesOf(outcome.status);
    const common = outcome.shared !== undefined && Object.keys(examples).length === 0;
    return [
      outcome.status,
      common ? { $ref: `#/components/responses/${outcome.shared}` } : response(outcome, examples),
    ];
  });
  return Object.fromEntries(responses);
}

function response({ status, description, schema, headers = [] }: Outcome, examples: Json = {}): Json {
  return {
    description,
    headers: headerReferences(['X-Request-Id', ...(status === '401' ? [] : afterToken), ...headers]),
    content: { 'application/json': { schema, ...examples } },
  };
}

function headerReferences(names: readonly HeaderName[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function examplesOf(samples: readonly RoomSample[], status: string, publicUrl: string): Json {
  const shown = samples.filter(({ statut }) => String(statut) === status);
  if (shown.length === 0) return {};
  const examples = shown.map(({ name, titre, reponse }) => [
    name,
    { summary: titre, value: withAddresses(reponse, publicUrl) },
  ]);
  return { examples: Object.fromEntries(examples) };
}
