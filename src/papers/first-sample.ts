import type { Endpoint } from '../core/endpoint.ts';
import type { RoomSample } from './room-papers.ts';

/** The call to try first on an endpoint. */
export interface FirstSample {
  /** A complete answer. */
  readonly sample: RoomSample;
  /** What was asked to have it, by the names of the path's parameters. */
  readonly asked: Readonly<Record<string, string>>;
}

export function firstSample(endpoint: Endpoint, samples: readonly RoomSample[]): FirstSample {
  const sample = bestSample(endpoint, samples);
  return { sample, asked: askedBy(sample, endpoint) };
}

/** A complete answer that the sandbox itself gives, to the example of the card if there is one, and the fullest. */
function bestSample({ name, subject }: Endpoint, samples: readonly RoomSample[]): RoomSample {
  const example = subject.segments.at(-1)?.example;
  const rank = ({ identifiant, parametres, fournisseurs }: RoomSample) =>
    (fournisseurs === undefined ? 4 : 0) + (parametres === undefined ? 2 : 0) + (identifiant === example ? 1 : 0);
  const [best] = samples
    .filter(({ statut }) => statut === 200)
    .sort((a, b) => rank(b) - rank(a) || JSON.stringify(b.reponse).length - JSON.stringify(a.reponse).length);
  if (best === undefined) throw new Error(`La pièce « ${name} » n’a aucun exemple de réponse complète (statut 200).`);
  return best;
}

function askedBy({ identifiant }: RoomSample, { subject: { segments } }: Endpoint): Record<string, string> {
  if (typeof identifiant !== 'string') return identifiant;
  const asked = segments.map(({ parameter, example }, rank) => [
    parameter,
    rank === segments.length - 1 ? identifiant : example,
  ]);
  return Object.fromEntries(asked);
}
