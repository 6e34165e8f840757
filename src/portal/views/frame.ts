import type { AccountRole } from '../../core/account-roles.ts';

/** Who runs the service, as its pages say it. Empty by default: the marks of the State are reserved to its own sites. */
export interface Brand {
  readonly organisme: string;
  readonly service: string;
  readonly ligne: string;
  /** Address of an image, or null. */
  readonly logo: string | null;
}

/** What is the same for every visit of every page. */
export interface Site {
  readonly brand: Brand;
  /** Data is fictional, and the page says so. */
  readonly sandbox: boolean;
  /** What is said above the header now. */
  readonly notices?: () => readonly FrameNotice[];
  /** How far the site is accessible, in the words of the law; without an audit, it does not conform. */
  readonly conformity?: string;
}

/** One line above the header. */
export interface FrameNotice {
  readonly tone: 'info' | 'warning' | 'alert';
  readonly title: string;
  readonly text: string;
  /** The page that says more, and what its link says. */
  readonly href?: string;
  readonly link?: string;
  /** It is about the service as it is now, and the page of incidents says the same. */
  readonly isOngoing?: true;
  /** What names it once the reader has closed it, and changes with its words. */
  readonly closes: string;
}

/** What every page says around its own content, for the visit it is made for (`request.frame`). */
export interface Frame extends Site {
  /** Who is logged in. */
  readonly account: FrameAccount | null;
  /** Where to log in, and come back to the page asked. */
  readonly loginAddress: string;
  /** What a form of this page must carry to be accepted. */
  readonly formToken: string;
}

interface FrameAccount {
  readonly name: string;
  readonly roles: readonly AccountRole[];
}
