import Html from '@kitajs/html';
import { keptTogether } from '../../core/french-spaces.ts';

const WORD = /[\p{L}\p{N}]+/gu;
const PIECES = /`([^`]+)`|\*([^*]+)\*/g;

/** A sentence of a sheet or of a schema as HTML, escaped: `code`, *emphasis*, and the words to mark. */
export function inlineText(text: string, isMarked: (word: string) => boolean = () => false): JSX.Element {
  let html = '';
  let from = 0;
  for (const { 0: whole, 1: code, 2: emphasis, index } of text.matchAll(PIECES)) {
    html += marked(keptTogether(text.slice(from, index)), isMarked);
    html +=
      code === undefined
        ? `<em>${marked(keptTogether(emphasis ?? ''), isMarked)}</em>`
        : `<code>${marked(code, isMarked)}</code>`;
    from = index + whole.length;
  }
  return html + marked(keptTogether(text.slice(from)), isMarked);
}

function marked(text: string, isMarked: (word: string) => boolean): string {
  let html = '';
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!isMarked(word)) continue;
    html += `${Html.escapeHtml(text.slice(from, index))}<mark>${Html.escapeHtml(word)}</mark>`;
    from = index + word.length;
  }
  return html + Html.escapeHtml(text.slice(from));
}
