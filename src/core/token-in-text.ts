/** Words joined by dots. It begins at the edge of a word only, so that no text, however made, is slow to read. */
const RUN = /(?<![\w-])[\w-]+(?:\.[\w-]*)+/g;
const MARK = '[jeton retiré]';

/**
 * A text without the tokens that someone has pasted in it, by mistake or in an address. One that is cut into lines or escaped
 * leaves nothing of the text: where it ends cannot be told.
 */
export function withoutTokens(text: string): string {
  const cut = text.replace(RUN, (run) => (isToken(run) ? `${MARK}${/\.*$/.exec(run)}` : run));
  const joined = cut.replace(/%2e/gi, '.').replace(/%20|[\s"'\\+]+/g, '');
  return (joined.match(RUN) ?? []).some(isToken) ? '' : cut;
}

/** Head and claims of a JWT are JSON objects: both begin with the same letters once encoded. */
function isToken(run: string): boolean {
  const parts = run.split('.');
  return parts.some((part, rank) => /eyJ[\w-]{5}/.test(part) && parts[rank + 1]?.startsWith('eyJ') === true);
}
