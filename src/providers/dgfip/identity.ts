/** Who the provider is, for its own errors. */
export const identity = { slug: 'dgfip', code: '03', name: 'DGFIP' } as const;
