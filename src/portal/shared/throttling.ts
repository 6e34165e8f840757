/** What is said to who has tried too often. */
export function throttledSentence(minutes: number): string {
  return `Trop d’essais : réessayez dans ${minutes} minute${minutes > 1 ? 's' : ''}`;
}
