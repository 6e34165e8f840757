const LINE_OCTETS = 75;

/** Folds the lines of a calendar at 75 octets (RFC 5545, 3.1); the library counts characters, which French outgrows. */
export function foldedByOctets(calendar: string): string {
  return calendar.replaceAll('\r\n\t', '').split('\r\n').map(folded).join('\r\n');
}

function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > LINE_OCTETS) {
      parts.push(part);
      part = '';
      // The space that opens a line that goes on is one of its octets.
      octets = 1;
    }
    part += character;
    octets += length;
  }
  return [...parts, part].join('\r\n ');
}
