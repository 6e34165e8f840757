import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Values stay texts; the entities are those of XML itself, since a document that declares its own is refused. */
const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, htmlEntities: true });
const DECLARES_ENTITIES = /<!(DOCTYPE|ENTITY)/i;

/** Reads a text as XML; null when it is not, or when it declares a document type (no entity is ever expanded). */
export function parseXml(text: string): XmlNode | null {
  if (DECLARES_ENTITIES.test(text)) return null;
  try {
    return XMLValidator.validate(text) === true ? new XmlNode(parser.parse(text)) : null;
  } catch {
    return null;
  }
}

/** An element, whatever the parser made of it: a text, children, or one child where several were possible. */
export class XmlNode {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  /** The children of that name; a lone one is a list too. */
  list(name: string): XmlNode[] {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
    const found: unknown = Reflect.get(value, name);
    return Array.isArray(found) ? found.map((item) => new XmlNode(item)) : [new XmlNode(found)];
  }

  /** The first element at the end of a path of names, or null. */
  at(...path: readonly string[]): XmlNode | null {
    return path.reduce<XmlNode | null>((node, name) => node?.list(name)[0] ?? null, this);
  }

  /** The text at the end of a path of names, its runs of spaces made one; an empty element has none. */
  text(...path: readonly string[]): string | undefined {
    const node = this.at(...path);
    const value = node === null ? undefined : node.#value;
    const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
    return text === '' ? undefined : text;
  }
}
