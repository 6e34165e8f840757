/** Without control characters, which XML and calendars have no place for, whoever typed or pasted them. */
export function printable(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{7E}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}
