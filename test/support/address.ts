import { type Endpoint, placeholder } from '../../src/core/endpoint.ts';

/** The address of a room with these values in its path, or the examples of its own card. */
export function addressOf({ path, subject }: Endpoint, values: Readonly<Record<string, string>> = {}): string {
  return subject.segments.reduce(
    (address, segment) => address.replace(placeholder(segment), values[segment.parameter] ?? segment.example),
    path,
  );
}

/** What a sample calls its identifier: the last segment, or all of them by name. */
export function namedSegments(
  { subject }: Endpoint,
  identifiant: string | Record<string, string>,
): Record<string, string> {
  if (typeof identifiant !== 'string') return identifiant;
  return { [subject.segments.at(-1)?.parameter ?? '']: identifiant };
}
