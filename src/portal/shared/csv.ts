/** A spreadsheet reads the accents of a file that begins so. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A line as a spreadsheet opens it in France: semicolons, every cell quoted. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(';')}\r\n`;
}

/** A cell that a spreadsheet would run is told to be text; a number of ours is one. */
function cell(value: string | number): string {
  const text = String(value);
  const guarded = typeof value === 'string' && /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}
