import type { Static, TArray, TObject } from 'typebox';
import type { Errand } from './errand.ts';
import type { Fault } from './failure.ts';
import type { Draft, Incomplete } from './missing.ts';
import type { Option, Options, OptionValues } from './options.ts';
import { readOptions } from './options.ts';
import type { Provider } from './provider.ts';
import type { Segment, Subject } from './subject.ts';

type Providers = Readonly<Record<string, Provider<unknown>>>;
type Doors<P extends Providers> = { readonly [Key in keyof P]: P[Key] extends Provider<infer Door> ? Door : never };

/** What a room answers: an object, or a list of objects. */
export type AnswerSchema = TObject | TArray<TObject>;

/** How the endpoint is watched: names published for years (endpoints.yaml), period of the probes. */
export interface Watch {
  readonly uname: string;
  readonly provider: string;
  readonly everyMinutes: number;
  /** The endpoint's key in provider_availabilities. */
  readonly availabilityKey: string;
}

/** What a room declares of itself, whatever it carries. */
interface Description {
  /** The name in the v2 URL; also the name of the folder. */
  readonly name: string;
  readonly title: string;
  /** Any of these rights opens the endpoint. */
  readonly scopes: readonly [string, ...string[]];
  /** The counter its calls are in; `propre` = one of its own, whose limit has the endpoint's name in the limits file. */
  readonly volume: 'json' | 'documents' | 'propre';
  /** Its URL, when it is not `/v2/<name>/{<identifier>}`: one `{parameter}` for each segment of its subject, in order. */
  readonly path?: string;
  /** Other spellings of its name accepted in the URL. */
  readonly aliases?: readonly string[];
  /** Addresses that once existed: they answer 404 with a sentence that points here. */
  readonly former?: readonly string[];
  /** The answer has the key `gateway_error`: false on success, true on a provider's error. */
  readonly gatewayError?: true;
  /** A unit may have been replaced by another (301), or be closed to the public (451). */
  readonly mayBeReplacedOrClosed?: true;
  readonly watch: Watch;
}

interface EndpointDefinition<P extends Providers, Value, O extends Options, Provided, A extends AnswerSchema>
  extends Description {
  /** The first one is the main provider: the codes of errors that are not a leg's own are its. */
  readonly providers: P;
  readonly subject: Subject<Value>;
  readonly options?: O;
  /** The published shape of the answer; each field has a description. */
  readonly answer: A;
  /** Talks with the providers. May throw a `Failure`. */
  readonly ask: (doors: Doors<P>, subject: Value, errand: Errand, options: OptionValues<O>) => Promise<Provided>;
  /** Turns what was provided into the answer: pure, no wait, no clock. */
  readonly read: (
    provided: Provided,
    subject: Value,
    options: OptionValues<O>,
  ) => Draft<Static<A>> | Incomplete<Draft<Static<A>>>;
}

/** A question that has passed the gate: ask it, get the answer to show. */
export type Question = (errand: Errand) => Promise<unknown>;

/**
 * A room as everyone sees it, its own types sealed inside. Every card has the same keys in the same order: V8 reads those of
 * one shape several times faster, on the way of each call.
 */
export interface Endpoint extends Required<Omit<Description, 'gatewayError' | 'mayBeReplacedOrClosed'>> {
  readonly gatewayError: boolean;
  readonly mayBeReplacedOrClosed: boolean;
  readonly providers: readonly Provider<unknown>[];
  readonly subject: Subject<unknown>;
  readonly options: readonly Option<unknown>[];
  readonly answer: AnswerSchema;
  /** Opens the doors it needs; called once at start. */
  open(doorOf: <Door>(provider: Provider<Door>) => Door): OpenEndpoint;
}

export interface OpenEndpoint {
  /** Reads the identifier and the options of a call: a question ready to be asked, or every fault found. */
  question(rawSegments: readonly string[], parameters: ReadonlyMap<string, string>): Question | readonly Fault[];
}

/** Declares an endpoint. Everything about it is in its folder; nothing else in the project names it. */
export function defineEndpoint<
  const P extends Providers,
  Value,
  Provided,
  A extends AnswerSchema,
  const O extends Options = Record<never, never>,
>(definition: EndpointDefinition<P, Value, O, Provided, A>): Endpoint {
  const { name, subject, ask, read, options = {} } = definition;
  return {
    name,
    title: definition.title,
    scopes: definition.scopes,
    volume: definition.volume,
    path: definition.path ?? `/v2/${name}/${subject.segments.map(placeholder).join('/')}`,
    aliases: definition.aliases ?? [],
    former: definition.former ?? [],
    gatewayError: definition.gatewayError ?? false,
    mayBeReplacedOrClosed: definition.mayBeReplacedOrClosed ?? false,
    watch: definition.watch,
    providers: Object.values(definition.providers),
    subject,
    options: Object.values<Option<unknown>>(options),
    answer: definition.answer,
    open: (doorOf) => {
      const doors = openAll(definition.providers, doorOf);
      return {
        question: (rawSegments, parameters) => {
          const asked = subject.parse(rawSegments);
          const { values, faults } = readOptions<O>(options, parameters);
          if (asked.faults !== null) return [...asked.faults, ...faults];
          if (faults.length > 0) return faults;
          const { value } = asked;
          return async (errand) => read(await ask(doors, value, errand, values), value, values);
        },
      };
    },
  };
}

/** How a segment is written in the path of an endpoint. */
export function placeholder({ parameter }: Segment<unknown>): string {
  return `{${parameter}}`;
}

/** The doors have the keys of the providers they come from, which is what `Doors` says. */
function openAll<P extends Providers>(providers: P, doorOf: <Door>(provider: Provider<Door>) => Door): Doors<P> {
  return Object.fromEntries(Object.entries(providers).map(([key, provider]) => [key, doorOf(provider)])) as Doors<P>;
}
