import type { FrameNotice } from './frame.ts';

/** Beyond, the page of incidents says it better than a pile of bars. */
const SHOWN = 2;

/** What the reader should know before reading anything else. */
export function NoticeBars({ notices }: { notices: readonly FrameNotice[] }): JSX.Element {
  if (notices.length === 0) return '';
  const others = notices.length - SHOWN;
  return (
    <section aria-label="Incidents et maintenances">
      {notices.slice(0, SHOWN).map(({ tone, title, text, href, link }) => (
        <div class={`fr-notice fr-notice--${tone}`}>
          <div class="fr-container">
            <div class="fr-notice__body">
              <p>
                <span class="fr-notice__title" safe>{`${title} :`}</span>{' '}
                <span class="fr-notice__desc" safe>
                  {text}
                </span>{' '}
                <a class="fr-notice__link" href={href} safe>
                  {link}
                </a>
              </p>
            </div>
          </div>
        </div>
      ))}
      {others > 0 ? (
        <p class="fr-container fr-my-1w">
          <a class="fr-link" href="/incidents" safe>
            {`Et ${others} autre${others > 1 ? 's' : ''}`}
          </a>
        </p>
      ) : (
        ''
      )}
    </section>
  );
}
