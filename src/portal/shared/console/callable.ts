import type { Endpoint } from '../../../core/endpoint.ts';
import { traceability } from '../../../papers/call-parameters.ts';
import { firstSample } from '../../../papers/first-sample.ts';
import type { RoomPapers } from '../../../papers/room-papers.ts';
import { sheetOf } from '../site-map.ts';

/** What a call gives to each of its parameters, by their names on the wire. */
export type CallValues = Readonly<Record<string, string>>;

/** An endpoint, as the console calls it. */
export interface Callable {
  readonly endpoint: Endpoint;
  /** Its name in the addresses of the catalogue. */
  readonly slug: string;
  readonly sheetPath: string;
  readonly timeoutSeconds: number;
  /** A call that a sandbox answers in full. */
  readonly example: CallValues;
}

export function callablesOf(
  endpoints: readonly Endpoint[],
  papersOf: (endpointName: string) => RoomPapers,
): readonly Callable[] {
  return endpoints
    .map((endpoint) => callableOf(endpoint, papersOf(endpoint.name)))
    .sort((a, b) => a.endpoint.title.localeCompare(b.endpoint.title, 'fr'));
}

function callableOf(endpoint: Endpoint, { sheet, samples }: RoomPapers): Callable {
  const { sample, asked } = firstSample(endpoint, samples);
  const purpose = Object.values(traceability).flatMap(({ name, required, example }) =>
    required && example !== undefined ? [[name, example]] : [],
  );
  return {
    endpoint,
    slug: endpoint.name.replaceAll('_', '-'),
    sheetPath: sheetOf(endpoint.name),
    timeoutSeconds: sheet.delai_conseille_s,
    example: { ...Object.fromEntries(purpose), ...asked, ...sample.parametres },
  };
}

/** A fictional unit, under each of its numbers. */
export interface SandboxUnit {
  readonly siren: string;
  readonly siret: string;
  readonly rna: string;
  /** What it is, and what a call about it is answered, in Markdown. */
  readonly what: string;
}

/** The same call, about another unit. */
export function aboutUnit({ endpoint, example }: Callable, { siren, siret, rna }: SandboxUnit): CallValues {
  const numbers: CallValues = { siren, siret, siret_or_eori: siret, id: rna };
  const changed = endpoint.subject.segments.flatMap(({ parameter }) => {
    const number = numbers[parameter];
    return number === undefined ? [] : [[parameter, number]];
  });
  return { ...example, ...Object.fromEntries(changed) };
}
