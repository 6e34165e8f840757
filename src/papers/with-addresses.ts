import { isJson } from '../core/json.ts';

/** Samples say `<pdf>` for the address of a document: an example shows what it looks like. */
export function withAddresses(value: unknown, publicUrl: string): unknown {
  if (value === '<pdf>' || value === '<zip>') {
    return `${publicUrl}/documents/${'0123456789abcdef'.repeat(3).slice(0, 40)}-document.${value.slice(1, -1)}`;
  }
  if (Array.isArray(value)) return value.map((item) => withAddresses(item, publicUrl));
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withAddresses(field, publicUrl)]));
}
