import { diffWordsWithSpace } from 'diff';

/** Beyond, two texts have so little in common that showing both is clearer, and cheaper. */
const MAX_EDITS = 2_000;

/** What was taken out and what was put in, word by word, in place. */
export function WordDiff({ avant, apres }: { avant: string; apres: string }): JSX.Element {
  const parts = diffWordsWithSpace(avant, apres, { maxEditLength: MAX_EDITS }) ?? [
    { value: avant, removed: true, added: false },
    { value: apres, removed: false, added: true },
  ];
  return (
    <>
      {parts.map(({ value, added, removed }) => {
        if (removed) return <Changed tag="del" said="retiré" value={value} />;
        if (added) return <Changed tag="ins" said="ajouté" value={value} />;
        return <span safe>{value}</span>;
      })}
    </>
  );
}

/** Screen readers seldom say `<ins>` and `<del>`: words do. */
function Changed({ tag, said, value }: { tag: 'ins' | 'del'; said: string; value: string }): JSX.Element {
  if (value === '') return '';
  const content = (
    <>
      <span class="fr-sr-only" safe>{` [${said} : `}</span>
      <span safe>{value}</span>
      <span class="fr-sr-only">] </span>
    </>
  );
  return tag === 'ins' ? <ins>{content}</ins> : <del>{content}</del>;
}
