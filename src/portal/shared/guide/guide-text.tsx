import type { Chapter, GuidePage } from './guide.ts';

/** The chapters of a page, with their list beside them: folded above them on a phone. */
export function GuideText({ page: { chapters } }: { page: GuidePage }): JSX.Element {
  return (
    <div class="guide">
      <details class="guide-pliant">
        <summary>Sur cette page</summary>
        <ChapterList chapters={chapters} />
      </details>
      <nav class="guide-sommaire" aria-labelledby="sommaire">
        <p class="guide-sommaire-titre" id="sommaire">
          Sur cette page
        </p>
        <ChapterList chapters={chapters} />
      </nav>
      <div class="guide-texte">
        {chapters.map((chapter) => (
          <ChapterText chapter={chapter} />
        ))}
      </div>
    </div>
  );
}

function ChapterList({ chapters }: { chapters: readonly Chapter[] }): JSX.Element {
  return (
    <ol class="fr-raw-list">
      {chapters.map(({ anchor, title }) => (
        <li>
          <a href={`#${anchor}`} safe>
            {title}
          </a>
        </li>
      ))}
    </ol>
  );
}

function ChapterText({ chapter: { summary, sections } }: { chapter: Chapter }): JSX.Element {
  return (
    <div class="guide-chapitre">
      {sections.map(({ safeHeading, safeBody }, rank) => (
        <>
          {safeHeading}
          {rank === 0 ? (
            <p class="guide-resume" safe>
              {summary}
            </p>
          ) : (
            ''
          )}
          {safeBody}
        </>
      ))}
    </div>
  );
}
