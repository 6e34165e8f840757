/** What stands between `{{` and `}}` in our texts, told by its name; undefined when there is no such thing. */
export type Lookup = (name: string) => string | boolean | undefined;

const SECTION = /^\{\{([#^])([^}]+)\}\}\n([\s\S]*?)^\{\{\/\2\}\}\n/gm;
const VALUE = /\{\{([^}]*)\}\}/g;

/**
 * Fills a text: `{{name}}` is a value; the lines between `{{#name}}` and `{{/name}}` stay when it is true, those between
 * `{{^name}}` and `{{/name}}` when it is false. A name that nothing answers to refuses the text.
 */
export function fill(text: string, lookup: Lookup, where: string): string {
  const kept = text.replace(SECTION, (_whole, sign: string, name: string, lines: string) => {
    const value = lookup(name);
    if (typeof value !== 'boolean') throw refusal(where, name, 'n’est pas une condition');
    return value === (sign === '#') ? lines : '';
  });
  return kept.replace(VALUE, (_whole, name: string) => {
    const value = lookup(name);
    if (typeof value !== 'string') throw refusal(where, name, 'est inconnu');
    return value;
  });
}

function refusal(where: string, name: string, why: string): Error {
  return new Error(`Le texte « ${where} » ne peut pas être rempli : {{${name}}} ${why}.`);
}
