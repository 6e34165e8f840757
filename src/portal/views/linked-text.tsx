import { cutAtLinks } from '../../core/linked-text.ts';

/** A text as it was written, its addresses to follow. */
export function LinkedText({ text }: { text: string }): JSX.Element {
  return (
    <>
      {cutAtLinks(text).map((piece) =>
        piece.kind === 'words' ? (
          <span safe>{piece.text}</span>
        ) : (
          <a href={piece.text} rel="noopener noreferrer" safe>
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}
