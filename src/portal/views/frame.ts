/** Who runs the service, as its pages say it. Empty by default: the marks of the State are reserved to its own sites. */
export interface Brand {
  readonly organisme: string;
  readonly service: string;
  readonly ligne: string;
  /** Address of an image, or null. */
  readonly logo: string | null;
}

/** What every page says around its own content. */
export interface Frame {
  readonly brand: Brand;
  /** Data is fictional, and the page says so. */
  readonly sandbox: boolean;
  /** What is said above the header now. */
  readonly notices?: () => readonly FrameNotice[];
}

/** One line above the header, and the page that says more. */
export interface FrameNotice {
  readonly tone: 'info' | 'warning' | 'alert';
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly link: string;
}
