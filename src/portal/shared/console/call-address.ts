import { placeholder } from '../../../core/endpoint.ts';
import { traceability } from '../../../papers/call-parameters.ts';
import type { Callable, CallValues } from './callable.ts';

/** Names of the parameters that follow the « ? », in the order in which they are written. */
export function queryNames({ endpoint }: Callable): readonly string[] {
  const common = Object.values(traceability);
  return [
    ...common.filter(({ required }) => required).map(({ name }) => name),
    ...endpoint.options.map(({ names: [name] }) => name),
    ...common.filter(({ required }) => !required).map(({ name }) => name),
  ];
}

/** The parts of the path that no call can be made with: empty, or a step to another address. */
export function missingParts({ endpoint }: Callable, values: CallValues): string[] {
  const names = endpoint.subject.segments.map(({ parameter }) => parameter);
  return names.filter((name) => ['', '.', '..'].includes(values[name] ?? ''));
}

/** The path and the query of a call, from `/v2` on: each value is one segment or one parameter, whatever was typed. */
export function callPath(callable: Callable, values: CallValues): string {
  const { path, subject } = callable.endpoint;
  const whole = subject.segments.reduce(
    (address, segment) =>
      address.replace(placeholder(segment), () => encodeURIComponent(values[segment.parameter] ?? '')),
    path,
  );
  const given = queryNames(callable)
    .map((name): [string, string] => [name, values[name] ?? ''])
    .filter(([, value]) => value !== '');
  return given.length === 0 ? whole : `${whole}?${new URLSearchParams(given)}`;
}
