/** The text of a mail: its paragraphs, those that are empty left out. */
export function paragraphs(...texts: string[]): string {
  return `${texts.filter((text) => text.trim() !== '').join('\n\n')}\n`;
}
