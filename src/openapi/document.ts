import type { Endpoint } from '../core/endpoint.ts';
import type { Json } from '../core/json.ts';
import type { CounterRule, Limits } from '../gateway/volume/limits.ts';
import type { RoomPapers } from '../papers/room-papers.ts';
import { components } from './components.ts';
import { privilegesOperation, roomOperation } from './operation.ts';
import { sharedResponses } from './responses.ts';

export interface DescribedRoom {
  readonly endpoint: Endpoint;
  readonly counter: CounterRule;
}

export interface DescriptionOptions {
  readonly rooms: readonly DescribedRoom[];
  readonly limits: Limits;
  readonly publicUrl: string;
  readonly papersOf: (endpointName: string) => RoomPapers;
}

const ACCOUNT_TAG = 'Jeton';

/** The API as an OpenAPI 3.1 document: one operation per room, and the rights of the token. */
export function describeApi({ rooms, limits, publicUrl, papersOf }: DescriptionOptions): Json {
  const described = rooms.map((room) => ({ ...room, papers: papersOf(room.endpoint.name), publicUrl }));
  const tags = new Map(described.map(({ endpoint, papers }) => [tagOf(endpoint), papers.sheet.fournisseur]));
  const paths = described.map((room) => [
    room.endpoint.path,
    { get: roomOperation({ ...room, tag: tagOf(room.endpoint) }) },
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'API Entreprise',
      version: '2.0.0',
      summary: 'Données et justificatifs des entreprises et des associations, pour les administrations habilitées.',
      description: presentation(limits),
    },
    servers: [{ url: publicUrl }],
    tags: [
      { name: ACCOUNT_TAG, description: 'Ce que votre jeton ouvre.' },
      ...[...tags]
        .map(([name, description]) => ({ name, description }))
        .sort((a, b) => a.name.localeCompare(b.name, 'fr')),
    ],
    paths: {
      '/v2/privileges': { get: privilegesOperation(limits, ACCOUNT_TAG) },
      ...Object.fromEntries(paths),
    },
    components: { ...components(), responses: sharedResponses() },
  };
}

/** Operations are grouped by the provider that answers. */
function tagOf({ name, providers }: Endpoint): string {
  return providers[0]?.name ?? name;
}

function presentation({ adresse, bannissement, fenetre_s }: Limits): string {
  const hours = bannissement.duree_s / 3600;
  return [
    'Un jeton, une adresse par donnée, une réponse harmonisée. Chaque appel dit au nom de qui et pourquoi il est fait (`context`, `recipient`, `object`), et il est tracé.',
    "Le jeton se passe dans l'en-tête `Authorization: Bearer` (recommandé : il ne paraît alors dans aucune adresse) ou dans le paramètre `token`, jamais dans les deux avec des valeurs différentes.",
    'Les endpoints se consultent par `GET` ; `HEAD` donne les mêmes en-têtes sans le corps.',
    `Le volume est compté par jeton sur une fenêtre de ${fenetre_s} secondes ouverte par le premier appel ; chaque opération donne sa limite (\`x-limite\`) et les en-têtes \`RateLimit-*\` disent où vous en êtes. Une adresse IP qui dépasse ${adresse.plafond} appels en ${adresse.fenetre_s} secondes, ou qui reçoit plus de ${bannissement.refus.nombre} réponses 429 en ${bannissement.refus.fenetre_s / 60} minutes, est bannie ${hours} heures : ses connexions sont fermées sans réponse.`,
    "Une réponse **206** est incomplète : ce qui n'a pas pu être obtenu vaut « Donnée indisponible » (texte) ou `null` (autres types), et `_indisponible` en donne la liste.",
  ].join('\n\n');
}
