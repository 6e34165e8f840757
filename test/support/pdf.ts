import { inflateSync } from 'node:zlib';

/** The text of each line drawn by pdfkit (hexadecimal runs of WinAnsi inside one TJ operator), compressed or not. */
export function linesOfPdf(pdf: Buffer): string[] {
  return streamsOf(pdf).flatMap((content) =>
    [...content.matchAll(/\[([^\]]*)\] TJ/g)].map(([, runs = '']) =>
      [...runs.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join(''),
    ),
  );
}

function streamsOf(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/\bstream\r?\n(.*?)\r?\n?endstream/gs)].map(([, content = '']) => {
    try {
      return inflateSync(Buffer.from(content, 'latin1')).toString('latin1');
    } catch {
      return content;
    }
  });
}
