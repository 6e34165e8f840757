const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const NUL = String.fromCharCode(0);

/** What PostgreSQL refuses in a text (NUL, half of a surrogate pair) becomes U+FFFD, so that it still shows. */
export function storable(text: string, maxLength: number): string {
  return text
    .slice(0, maxLength)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(NUL, '\uFFFD');
}

/** Any other form would be an error of the database instead of an absence. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** A pattern of `ilike` for texts that hold these words, as they are. */
export function containing(words: string): string {
  return `%${storable(words, 200).replace(/[\\%_]/g, '\\$&')}%`;
}
