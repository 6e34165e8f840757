import Html from '@kitajs/html';

interface AnchoredHeadingProps {
  readonly level: 2 | 3 | 4;
  readonly id: string;
  readonly title: string;
}

/** A heading, and beside it the link to it: to follow, or to copy (ancres.js). */
export function AnchoredHeading({ level, id, title }: AnchoredHeadingProps): JSX.Element {
  return anchoredHeading(level, id, Html.escapeHtml(title));
}

/** What an attribute of it says may hold its sign of end. */
const TAG = /<(?:"[^"]*"|[^">])+>/g;

/** The same around a title that is already HTML, escaped for an attribute too. */
export function anchoredHeading(level: number, id: string, safeTitle: string): string {
  const label = `Lien vers la partie « ${safeTitle.replace(TAG, '')} »`;
  return `<div class="titre-ancre"><h${level} id="${id}">${safeTitle}</h${level}><a class="ancre" href="#${id}" aria-label="${label}" title="Lien vers cette partie"><span aria-hidden="true">#</span></a></div>`;
}
