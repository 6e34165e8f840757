const BOM = '\uFEFF';

/** Rows as a spreadsheet opens them in France: semicolons, and a mark of their encoding. */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return `${BOM}${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would run is told to be text. */
function cell(text: string): string {
  const guarded = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}
