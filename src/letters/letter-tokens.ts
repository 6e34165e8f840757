import { Marked, type TokensList } from 'marked';
import { keptTogether } from '../core/french-spaces.ts';

const reader = new Marked({ async: false });
const DEEPEST = 6;

/**
 * The Markdown of a letter, read once for the mail, its text and its page. Under the title of the letter its headings begin at
 * the second level and none is skipped, whatever their author typed.
 */
export function letterTokens(markdown: string): TokensList {
  const tokens = reader.lexer(markdown);
  let top = DEEPEST;
  reader.walkTokens(tokens, (token) => {
    if (token.type === 'text') {
      token.text = keptTogether(token.text);
      // After a raw `<script>`, which is shown and not obeyed, the reader takes the rest for a script, to be left as it is.
      token['escaped'] = false;
    }
    if (token.type === 'heading') top = Math.min(top, token['depth']);
  });
  let before = 1;
  reader.walkTokens(tokens, (token) => {
    if (token.type !== 'heading') return;
    token['depth'] = Math.min(token['depth'] - top + 2, before + 1, DEEPEST);
    before = token['depth'];
  });
  return tokens;
}
