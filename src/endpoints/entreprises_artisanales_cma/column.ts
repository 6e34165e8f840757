import { type Static, type TSchema, Type } from 'typebox';
import { type Draft, type Missing, missing } from '../../core/missing.ts';

/** One value of the register: it sends texts, a few numbers, and null. */
export type Cell = string | number | null;

/** One field of the answer: the key it comes from in the register, its published shape, and how it is read. */
export interface Column<Shape extends TSchema> {
  readonly key: string;
  readonly shape: Shape;
  read(cell: Cell): Draft<Static<Shape>> | Missing;
}

const Text = (description: string) => Type.String({ description });
const TextOrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });
const Whole = (description: string) => Type.Integer({ description });
const WholeOrNull = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description });

/** A text that the register always gives: null, it is missing. */
export function text(key: string, description: string): Column<ReturnType<typeof Text>> {
  return { key, shape: Text(description), read: (cell) => (cell === null ? missing : tidy(cell)) };
}

export function textOrNull(key: string, description: string): Column<ReturnType<typeof TextOrNull>> {
  return { key, shape: TextOrNull(description), read: (cell) => (cell === null ? null : tidy(cell)) };
}

/** A day, which the register writes as noon UTC of that day. */
export function dayOrNull(key: string, description: string): Column<ReturnType<typeof TextOrNull>> {
  return {
    key,
    shape: TextOrNull(description),
    read: (cell) => (cell === null ? null : tidy(cell).replace(/^(\d{4}-\d\d-\d\d)T.*$/, '$1')),
  };
}

/** A number that the register always gives. */
export function whole(key: string, description: string): Column<ReturnType<typeof Whole>> {
  return { key, shape: Whole(description), read: (cell) => (isEmpty(cell) ? missing : wholeOf(cell)) };
}

export function wholeOrNull(key: string, description: string): Column<ReturnType<typeof WholeOrNull>> {
  return { key, shape: WholeOrNull(description), read: (cell) => (isEmpty(cell) ? null : wholeOf(cell)) };
}

function tidy(cell: string | number): string {
  return String(cell).replace(/\s+/g, ' ').trim();
}

function isEmpty(cell: Cell): cell is null | string {
  return cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** Written with anything else than digits it cannot be given as a number: it is missing, rather than wrong. */
function wholeOf(cell: Cell): number | Missing {
  return /^\d{1,15}$/.test(String(cell).trim()) ? Number(cell) : missing;
}
