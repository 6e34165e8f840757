/** A piece of a text: words, or an address to follow. */
interface Piece {
  readonly kind: 'words' | 'link';
  readonly text: string;
}

/** An address ends before the punctuation of its sentence. */
const LINK = /https?:\/\/[^\s<>"»]*[^\s<>"».,;:!?)]/g;

/** Cuts a text at its addresses: the pieces, put together again, are the text. */
export function cutAtLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { 0: link, index } of text.matchAll(LINK)) {
    if (index > done) pieces.push({ kind: 'words', text: text.slice(done, index) });
    pieces.push({ kind: 'link', text: link });
    done = index + link.length;
  }
  if (done < text.length) pieces.push({ kind: 'words', text: text.slice(done) });
  return pieces;
}
