/** A table in Markdown, under its caption. Cells are Markdown themselves. */
export function markdownTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
  return [`${CAPTION}${caption}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** A paragraph that begins so is the caption of the table below it. */
export const CAPTION = 'Tableau : ';

export const code = (text: string | number): string => `\`${text}\``;
