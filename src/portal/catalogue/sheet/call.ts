import { traceability } from '../../../papers/call-parameters.ts';
import type { Fiche } from '../fiche.ts';

/** A piece of the address of a call: written as it is, or to be replaced by a value. */
export type AddressPiece =
  | { readonly kind: 'fixe'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string };

export interface Parameter {
  readonly name: string;
  readonly place: 'adresse' | 'requete' | 'en-tete';
  readonly required: boolean;
  readonly description: string;
  readonly example: string;
  readonly otherSpellings: readonly string[];
}

/** What traceability asks of every call, with an example of each. */
const purpose = Object.values(traceability).filter(({ required }) => required);

/** The address of a call, its fixed and variable parts apart. */
export function addressPieces({ endpoint }: Fiche, publicUrl: string): AddressPiece[] {
  const query = purpose.map(({ name }, rank) => `${rank === 0 ? '?' : '&'}${name}={${name}}`).join('');
  return `${publicUrl}${endpoint.path}${query}`
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('{') ? { kind: 'variable', name: piece.slice(1, -1) } : { kind: 'fixe', text: piece },
    );
}

/** Every parameter of a call, the token first. */
export function parametersOf({ endpoint, asked }: Fiche): Parameter[] {
  const token: Parameter = {
    name: 'Authorization',
    place: 'en-tete',
    required: true,
    description:
      'Votre jeton, dans l’en-tête : `Bearer` suivi du jeton. Le paramètre `token` de l’adresse est accepté aussi, mais une adresse se conserve et se recopie : préférez l’en-tête.',
    example: 'Bearer VOTRE_JETON',
    otherSpellings: [],
  };
  const inPath = endpoint.subject.segments.map(
    ({ parameter, description, example }): Parameter => ({
      name: parameter,
      place: 'adresse',
      required: true,
      description,
      example: asked[parameter] ?? example,
      otherSpellings: [],
    }),
  );
  const own = endpoint.options.map(
    ({ names: [name, ...otherSpellings], description, schema }): Parameter => ({
      name,
      place: 'requete',
      required: false,
      description,
      example: exampleOf(schema),
      otherSpellings,
    }),
  );
  const common = Object.values(traceability).map(
    ({ name, required, description, example, schema }): Parameter => ({
      name,
      place: 'requete',
      required,
      description,
      example: example ?? exampleOf(schema),
      otherSpellings: [],
    }),
  );
  return [
    token,
    ...inPath,
    ...common.filter(({ required }) => required),
    ...own,
    ...common.filter((one) => !one.required),
  ];
}

function exampleOf(schema: Readonly<Record<string, unknown>>): string {
  const { enum: values } = schema;
  return Array.isArray(values) ? String(values[0]) : '';
}

export interface ExampleCall {
  /** The address, without its query. */
  readonly address: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly timeoutSeconds: number;
}

/** The call that the sample answers. */
export function exampleCall({ endpoint, asked, sheet, sample }: Fiche, publicUrl: string): ExampleCall {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(asked[name] ?? ''));
  return {
    address: `${publicUrl}${path}`,
    query: [
      ...purpose.map(({ name, example = '' }) => [name, example] as const),
      ...Object.entries(sample.parametres ?? {}),
    ],
    timeoutSeconds: sheet.delai_conseille_s,
  };
}
