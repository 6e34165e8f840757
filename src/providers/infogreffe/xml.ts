import { XMLParser } from 'fast-xml-parser';

/** A parsed element, text or list of elements: known only by what the functions below find in it. */
export type Node = unknown;

const TEXT = '#text';
const ATTRIBUTE = '@';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  textNodeName: TEXT,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  htmlEntities: true,
});

/**
 * Parses a SOAP message; null when it is not a whole one. The parser is lenient with a text cut short, hence the look at
 * its end; a document type is refused unread (SOAP 1.1, section 3), so that no entity but XML's own five is ever expanded.
 */
export function parseSoap(text: string): Node | null {
  if (text.includes('<!D') || !text.trimEnd().endsWith('Envelope>')) return null;
  try {
    const parsed: unknown = parser.parse(text);
    return parsed;
  } catch {
    return null;
  }
}

/** The first child element of a name, or undefined. */
export function child(node: Node, name: string): Node {
  return children(node, name)[0];
}

/** Every child element of a name. */
export function children(node: Node, name: string): readonly Node[] {
  const found = member(node, name);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

/** The first element of a name anywhere below. */
export function descendant(node: Node, name: string): Node {
  const direct = child(node, name);
  if (direct !== undefined || typeof node !== 'object' || node === null) return direct;
  for (const below of Object.values(node)) {
    const found: Node = typeof below === 'object' ? descendant(below, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of an element, runs of spaces made one; undefined when there is none. */
export function textOf(node: Node): string | undefined {
  const text = typeof node === 'object' ? member(node, TEXT) : node;
  return typeof text === 'string' ? tidied(text) : undefined;
}

/** An attribute of an element, likewise. */
export function attribute(node: Node, name: string): string | undefined {
  const value = member(node, ATTRIBUTE + name);
  return typeof value === 'string' ? tidied(value) : undefined;
}

function tidied(text: string): string | undefined {
  return text.replace(/\s+/g, ' ').trim() || undefined;
}

function member(node: Node, name: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name) ? Reflect.get(node, name) : undefined;
}

/** Writes a value inside an element. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
