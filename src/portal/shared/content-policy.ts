/** What a page may load: files of our own, nothing inline, nothing of anyone else's. */
export function pagePolicy(more: Record<string, string[]> = {}) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      // The design system draws the tick of a box, the dot of a choice and such in its style sheet.
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      ...more,
    },
  };
}
