import { type Endpoint, placeholder } from '../core/endpoint.ts';
import type { GenreIdentifiant, Identifiant } from './identifiant.ts';

/** Parts of an address that say which year or month the data is of. */
export const periodes = ['annee', 'mois'] as const;
export type Periode = (typeof periodes)[number];

/** A service that can be asked about a company or an association. */
export interface ServiceConsultable {
  readonly endpoint: Endpoint;
  /** What it can be asked by. */
  readonly genres: readonly GenreIdentifiant[];
  readonly periodes: readonly Periode[];
  /** It hands documents over, and little else. */
  readonly estDocument: boolean;
  /** As the catalogue groups it. */
  readonly groupe: string;
}

/** One identifier of each kind, for a service to say whether it takes it. */
const modeles: readonly (readonly [GenreIdentifiant, string])[] = [
  ['siren', '100100015'],
  ['siret', '10010001500013'],
  ['rna', 'W751000015'],
];

/** Attestations are what agents come for: they come first, then other documents, then data. */
const FIRST = ['attestations_fiscales_dgfip', 'attestations_sociales_acoss'];

/** Null for what is about nobody (a dictionary), or asks for something that a form of ours does not. */
export function serviceConsultable(endpoint: Endpoint, groupe: string): ServiceConsultable | null {
  const [subject, ...others] = endpoint.subject.segments.toReversed();
  const genres = modeles.filter(([, value]) => subject?.parse(value) !== null).map(([genre]) => genre);
  const asked = others.map(({ parameter }) => periodes.find((periode) => periode === parameter));
  if (subject === undefined || genres.length === 0 || asked.includes(undefined)) return null;
  // What is counted with data may hold addresses too: of a web site, not of a document.
  const estDocument = endpoint.volume !== 'json' && JSON.stringify(endpoint.answer).includes('"url"');
  return { endpoint, genres, periodes: periodes.filter((one) => asked.includes(one)), estDocument, groupe };
}

/** Those that these rights open: attestations first, documents, then data by its title. */
export function servicesOuverts(
  services: readonly ServiceConsultable[],
  roles: readonly string[],
): readonly ServiceConsultable[] {
  const rank = ({ endpoint, estDocument }: ServiceConsultable) => {
    const first = FIRST.indexOf(endpoint.name);
    return first >= 0 ? first : estDocument ? FIRST.length : FIRST.length + 1;
  };
  return services
    .filter(({ endpoint }) => endpoint.scopes.some((scope) => roles.includes(scope)))
    .toSorted((a, b) => rank(a) - rank(b) || a.endpoint.title.localeCompare(b.endpoint.title, 'fr'));
}

/** What a service is asked by, of this identifier; null when it cannot be. */
export function formePour({ endpoint }: ServiceConsultable, { formes }: Identifiant): string | null {
  const subject = endpoint.subject.segments.at(-1);
  return formes.find((forme) => subject !== undefined && subject.parse(forme) !== null) ?? null;
}

/** What each part of the address holds, and why it is asked. */
export interface Demande {
  readonly identifiant: string;
  readonly periode: Readonly<Record<Periode, string>>;
  readonly context: string;
  readonly recipient: string;
  readonly object: string;
  readonly user_id: string;
}

/** From `/v2` on: each value is one segment or one parameter, whatever was typed. */
export function cheminDe({ endpoint }: ServiceConsultable, demande: Demande): string {
  const { identifiant, periode, ...purpose } = demande;
  const values: Readonly<Record<string, string>> = periode;
  const { segments } = endpoint.subject;
  const path = segments.reduce((address, segment, rank) => {
    const value = rank === segments.length - 1 ? identifiant : (values[segment.parameter] ?? '');
    return address.replace(placeholder(segment), () => encodeURIComponent(value));
  }, endpoint.path);
  return `${path}?${new URLSearchParams({ ...purpose })}`;
}
