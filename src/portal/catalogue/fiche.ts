import type { Endpoint } from '../../core/endpoint.ts';
import { type AnswerField, answerFields } from '../../papers/answer-fields.ts';
import { firstSample } from '../../papers/first-sample.ts';
import { plainSchema } from '../../papers/plain-schema.ts';
import type { RoomPapers, RoomSample } from '../../papers/room-papers.ts';
import { wholeAnswer } from '../../papers/whole-answer.ts';

/** A room and the counter its calls are in. */
export interface CataloguedRoom {
  readonly endpoint: Endpoint;
  readonly counter: Quota;
}

export interface Quota {
  /** `json` and `documents` are shared; any other is the endpoint's own. */
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
}

/** What the answer leads to: data alone, or a document. */
export type Format = 'json' | 'pdf' | 'zip';

/** Everything the catalogue says of an endpoint; all of it comes from its card, its sheet, its samples and the limits file. */
export interface Fiche {
  readonly name: string;
  /** Its name in the addresses of the catalogue. */
  readonly slug: string;
  readonly endpoint: Endpoint;
  readonly sheet: RoomPapers['sheet'];
  readonly quota: Quota;
  readonly format: Format;
  /** The first sentence of the sheet. */
  readonly summary: string;
  /** What follows it, up to the first part. */
  readonly introduction: string;
  readonly parts: readonly SheetPart[];
  /** « SIREN », « SIRET ou RNA », « année, mois, SIREN ». */
  readonly identifier: string;
  readonly fields: readonly AnswerField[];
  /** A complete answer, and what was asked to have it, by the names of the path's parameters. */
  readonly sample: RoomSample;
  readonly asked: Readonly<Record<string, string>>;
}

export interface SheetPart {
  readonly title: string;
  readonly markdown: string;
}

/** Reads the sheets of all rooms, in the order of their titles. */
export function readFiches(
  rooms: readonly CataloguedRoom[],
  papersOf: (endpointName: string) => RoomPapers,
): readonly Fiche[] {
  return rooms
    .map((room) => ficheOf(room, papersOf(room.endpoint.name)))
    .sort((a, b) => a.endpoint.title.localeCompare(b.endpoint.title, 'fr'));
}

function ficheOf({ endpoint, counter }: CataloguedRoom, { sheet, samples }: RoomPapers): Fiche {
  const { sample, asked } = firstSample(endpoint, samples);
  const [opening = '', ...parts] = sheet.text.split(/^## /m);
  const [summary = '', introduction = ''] = firstSentence(opening.trim());
  return {
    name: endpoint.name,
    slug: endpoint.name.replaceAll('_', '-'),
    endpoint,
    sheet,
    quota: counter,
    format: formatOf(sample),
    summary,
    introduction,
    parts: parts.map((part) => ({
      title: part.slice(0, part.indexOf('\n')).trim(),
      markdown: part.slice(part.indexOf('\n')).trim(),
    })),
    identifier: endpoint.subject.segments.map(nameOfIdentifier).join(', '),
    fields: answerFields(wholeAnswer(plainSchema(endpoint.answer), endpoint.gatewayError === true), sample.reponse),
    sample,
    asked,
  };
}

function formatOf({ reponse }: RoomSample): Format {
  const text = JSON.stringify(reponse);
  if (text.includes('"<zip>"')) return 'zip';
  return text.includes('"<pdf>"') ? 'pdf' : 'json';
}

/** The identifiers that a segment's description names; the name of the parameter when it names none. */
function nameOfIdentifier({ description }: { description: string }): string {
  const named = [...new Set(description.match(/SIREN|SIRET|RNA|EORI/g))];
  return named.length > 0 ? named.join(' ou ') : (/^[^ ,]+/.exec(description)?.[0] ?? description).toLowerCase();
}

function firstSentence(text: string): [string, string] {
  const end = /[.!?](?=\s+[A-ZÀ-Ý«])/.exec(text);
  return end === null ? [oneLine(text), ''] : [oneLine(text.slice(0, end.index + 1)), text.slice(end.index + 1).trim()];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
