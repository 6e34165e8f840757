/** The page asked by `?page=`, from 1; anything else is the first one. */
export function pageNumber(asked: unknown): number {
  return typeof asked === 'string' && /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1;
}
