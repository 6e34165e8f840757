import type { FrameNotice } from './frame.ts';

/** Beyond, the page of incidents says it better than a pile of bars. */
const SHOWN = 2;

/** What the reader should know before reading anything else. */
export function NoticeBars({ notices }: { notices: readonly FrameNotice[] }): JSX.Element {
  if (notices.length === 0) return '';
  const announced = notices.filter(({ isOngoing }) => isOngoing === undefined);
  const ongoing = notices.filter(({ isOngoing }) => isOngoing);
  const others = ongoing.length - SHOWN;
  return (
    <section aria-label="Messages du service" id="messages">
      {[...announced, ...ongoing.slice(0, SHOWN)].map((notice) => (
        <NoticeBar notice={notice} />
      ))}
      {others > 0 ? (
        <p class="fr-container fr-my-1w">
          <a class="fr-link" href="/incidents" safe>
            {`Et ${others} autre${others > 1 ? 's' : ''} annonce${others > 1 ? 's' : ''}`}
          </a>
        </p>
      ) : (
        ''
      )}
      <script src="/statique/annonces.js" />
    </section>
  );
}

/** One message. `data-annonce` lets the script give it a button, and leave out one that the reader has closed. */
function NoticeBar({ notice: { tone, title, text, href, link, closes } }: { notice: FrameNotice }): JSX.Element {
  return (
    <div class={`fr-notice fr-notice--${tone}`} role="status" data-annonce={closes}>
      <div class="fr-container">
        <div class="fr-notice__body">
          <p>
            <span class="fr-notice__title" safe>{`${title} :`}</span>{' '}
            <span class="fr-notice__desc" safe>
              {text}
            </span>{' '}
            {href === undefined ? (
              ''
            ) : (
              <a class="fr-notice__link" href={href} safe>
                {link ?? href}
              </a>
            )}
          </p>
        </div>
      </div>
    </div>
  );
}
