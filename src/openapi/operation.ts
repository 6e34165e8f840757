import type { Endpoint } from '../core/endpoint.ts';
import type { Json } from '../core/json.ts';
import type { CounterRule, Limits } from '../gateway/volume/limits.ts';
import { type RoomPapers, useCases } from '../papers/room-papers.ts';
import { roomParameters } from './parameters.ts';
import { privilegesResponses, roomResponses } from './responses.ts';

interface RoomToDescribe {
  readonly endpoint: Endpoint;
  readonly counter: CounterRule;
  readonly papers: RoomPapers;
  readonly publicUrl: string;
  readonly tag: string;
}

/** One room, as one operation. */
export function roomOperation({ endpoint, counter, papers, publicUrl, tag }: RoomToDescribe): Json {
  return {
    operationId: endpoint.name,
    summary: endpoint.title,
    description: roomDescription(endpoint, counter, papers),
    tags: [tag],
    parameters: roomParameters(endpoint),
    security,
    responses: roomResponses(endpoint, papers.samples, publicUrl),
    'x-droits': endpoint.scopes,
    'x-limite': limitOf(counter),
  };
}

/** The rights of the token: needs no right, no traceability. */
export function privilegesOperation(limits: Limits, tag: string): Json {
  const counter = { name: 'json', limit: limits.groupes.json.limite, windowMs: limits.fenetre_s * 1000 };
  return {
    operationId: 'privileges',
    summary: 'Droits du jeton',
    description: `Donne les codes des droits du jeton. Aucun droit ni paramètre de traçabilité n’est demandé.\n\n${limitSentence(counter)}`,
    tags: [tag],
    parameters: [{ $ref: '#/components/parameters/error_format' }],
    security,
    responses: privilegesResponses(),
    'x-droits': [],
    'x-limite': limitOf(counter),
  };
}

/** Either way of passing the token; the first one is preferred. */
const security = [{ jeton: [] }, { jetonDansAdresse: [] }];

function limitOf({ name, limit, windowMs }: CounterRule): Json {
  return { compteur: name, appels: limit, fenetre_s: windowMs / 1000 };
}

function roomDescription({ scopes, aliases }: Endpoint, counter: CounterRule, { sheet }: RoomPapers): string {
  const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(' ou ');
  const facts = [
    `- **Périmètre** : ${sheet.perimetre}`,
    `- **Ouverture** : ${sheet.ouverture}`,
    `- **Mise à jour** : ${sheet.mise_a_jour}`,
    `- **Cas d’usage** : ${useCasesOf(sheet).join(', ') || 'aucun sans étude préalable'}`,
    `- **Disponibilité** : ${sheet.disponibilite}${sheet.maintenance === null ? '' : ` Maintenance : ${sheet.maintenance}`}`,
    `- **Délai d’attente conseillé** : ${sheet.delai_conseille_s} secondes`,
    `- **Droit** : ${codes(scopes)}`,
    `- **Limite** : ${limitSentence(counter)}`,
    ...(aliases.length === 0 ? [] : [`- **Autres écritures de l’adresse** : ${codes(aliases)}`]),
  ];
  return `${sheet.text}\n\n${facts.join('\n')}`;
}

function useCasesOf({ utilite }: RoomPapers['sheet']): string[] {
  const labels: Readonly<Record<string, string>> = useCases;
  return Object.entries(utilite).flatMap(([name, usefulness]) => (usefulness === 'oui' ? [labels[name] ?? name] : []));
}

const shared: Readonly<Record<string, string>> = {
  json: ', communs aux endpoints de données',
  documents: ', communs aux endpoints de documents',
};

function limitSentence({ name, limit, windowMs }: CounterRule): string {
  return `${limit} appels par jeton en ${windowMs / 1000} secondes${shared[name] ?? ', propres à cet endpoint'}.`;
}
