/** What a mail program needs to unsubscribe in one click, without opening a page (RFC 8058). */
export function oneClickHeaders(address: string): Readonly<Record<string, string>> {
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
