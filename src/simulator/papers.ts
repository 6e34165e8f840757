import PDFDocument from 'pdfkit';
import { ZipFile } from 'yazl';

/** A paper of one page (`lignes`) or of several (`pages`); `bytes` asks for about that weight, in bytes. */
export type Paper = { readonly titre: string; readonly bytes?: number } & (
  | { readonly lignes: readonly string[] }
  | { readonly pages: readonly (readonly string[])[] }
);

/** `stored` keeps the file as it is in the archive, uncompressed: the archive then weighs what its files do. */
export type ArchivedFile = { readonly name: string; readonly content: Buffer; readonly stored?: true };

/** Above this total the oldest papers are drawn again: a few documents of 20 MB must not fill the memory. */
const CACHE_CEILING_BYTES = 64 * 1024 * 1024;
const DRAWN_ON = new Date('2021-01-04T00:00:00Z');
const MENTION = "SPECIMEN - document fictif du bac à sable, sans valeur. Aucune donnée n'est réelle.";

const cache = new Map<string, Buffer>();
/** Papers being drawn: those who ask meanwhile wait for the same one. */
const underWay = new Map<string, Promise<Buffer>>();

/** A valid PDF marked SPECIMEN, each line alone on its own, its text not compressed; the same arguments give the same bytes. */
export async function attestationPdf(paper: Paper): Promise<Buffer> {
  const key = JSON.stringify(paper);
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const drawing = underWay.get(key) ?? drawOnce(key, paper);
  underWay.set(key, drawing);
  return drawing;
}

/** A ZIP of the given files; the same files give the same bytes. */
export async function archiveZip(files: readonly ArchivedFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, content, stored } of files) {
    zip.addBuffer(content, name, { mtime: DRAWN_ON, forceDosTimestamp: true, compress: stored !== true });
  }
  zip.end();
  return gather(zip.outputStream);
}

async function drawOnce(key: string, paper: Paper): Promise<Buffer> {
  try {
    const drawn = await draw(paper);
    cache.set(key, drawn);
    forgetOldest();
    return drawn;
  } finally {
    underWay.delete(key);
  }
}

async function draw(paper: Paper): Promise<Buffer> {
  const pages = 'pages' in paper ? paper.pages : [paper.lignes];
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 56,
    autoFirstPage: false,
    compress: false,
    lang: 'fr',
    info: { Title: paper.titre, Author: 'Bac à sable', CreationDate: DRAWN_ON, ModDate: DRAWN_ON },
  });
  const bytes = gather(pdf);
  for (const [rank, lignes] of pages.entries()) {
    pdf.addPage();
    if (rank === 0) pdf.fontSize(16).text(paper.titre).moveDown();
    pdf.fontSize(11);
    for (const ligne of lignes) pdf.text(ligne);
    pdf.moveDown().fontSize(9).text(MENTION);
  }
  if (paper.bytes !== undefined) weigh(pdf, paper.bytes);
  pdf.end();
  return bytes;
}

/** An object that nothing refers to is legal in a PDF: readers skip it, and the file has the weight asked for. */
function weigh(pdf: PDFKit.PDFDocument, bytes: number): void {
  pdf.ref({}).end(Buffer.alloc(bytes, ' '));
}

async function gather(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function forgetOldest(): void {
  let total = 0;
  for (const paper of cache.values()) total += paper.length;
  for (const [key, paper] of cache) {
    if (total <= CACHE_CEILING_BYTES) return;
    cache.delete(key);
    total -= paper.length;
  }
}
