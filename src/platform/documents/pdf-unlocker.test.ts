import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { afterAll, describe, expect, it } from 'vitest';
import { linesOfPdf } from '../../../test/support/pdf.ts';
import { Deadline } from '../../core/deadline.ts';
import { attestationPdf, type Protection } from '../../simulator/papers.ts';
import { createPdfUnlocker, type PdfUnlocker } from './pdf-unlocker.ts';

const directory = mkdtempSync(join(tmpdir(), 'pdf-'));
const unlocker = createPdfUnlocker();
const limits = { atOnce: 1, waiting: 1, documentMs: 5_000, memoryBytes: 32 * 1024 * 1024 };
let files = 0;
afterAll(async () => {
  await unlocker.close();
  rmSync(directory, { recursive: true, force: true });
});

function put(bytes: Buffer): { from: string; to: string } {
  const from = join(directory, `${++files}.pdf`);
  writeFileSync(from, bytes);
  return { from, to: `${from}.neuf` };
}

async function unlock(bytes: Buffer, by: PdfUnlocker = unlocker, deadline = new Deadline(10_000)) {
  const { from, to } = put(bytes);
  const outcome = await by.unlock({ from, to, deadline });
  deadline.close();
  return { outcome, opened: outcome === 'unlocked' ? readFileSync(to) : Buffer.alloc(0) };
}

const paper = (protection: Protection) =>
  attestationPdf({ titre: 'Statuts', pages: [['Première page'], ['Seconde page, à part']], protection });

describe('an encrypted PDF', () => {
  it.each(['rc4_40', 'rc4_128', 'aes_128', 'aes_256'] as const)('%s: opens, its pages and texts kept', async (by) => {
    const locked = await paper(by);
    expect(locked.includes('/Encrypt')).toBe(true);
    expect(linesOfPdf(locked)).not.toContain('Première page');
    const { outcome, opened } = await unlock(locked);
    expect(outcome).toBe('unlocked');
    expect(opened.includes('/Encrypt')).toBe(false);
    expect(opened.toString('latin1')).toContain('/Count 2');
    expect(linesOfPdf(opened)).toEqual(expect.arrayContaining(['Statuts', 'Première page', 'Seconde page, à part']));
  });

  it('that wants a password does not open, nor what is no PDF', async () => {
    expect((await unlock(await secretPdf())).outcome).toBe('locked');
    expect((await unlock(Buffer.from('%PDF-1.4\ntrailer << /Encrypt 1 0 R >>\n%%EOF'))).outcome).toBe('locked');
    expect((await unlock(Buffer.alloc(0))).outcome).toBe('locked');
    const { from } = put(Buffer.alloc(0));
    const nowhere = { from: `${from}.absent`, to: `${from}.neuf`, deadline: new Deadline(1_000) };
    expect(await unlocker.unlock(nowhere)).toBe('locked');
  });

  it('that swells beyond the ceiling does not open, and the next one does', async () => {
    const wary = createPdfUnlocker(limits);
    expect((await unlock(bomb(), wary)).outcome).toBe('locked');
    expect((await unlock(await paper('aes_128'), wary)).outcome).toBe('unlocked');
    await wary.close();
  });
});

describe('its time', () => {
  it('is bounded for one document: the thread that takes longer is stopped, and another takes its place', async () => {
    const hasty = createPdfUnlocker({ ...limits, documentMs: 1 });
    expect((await unlock(await paper('aes_128'), hasty)).outcome).toBe('locked');
    await hasty.close();
  });

  it('ends with its call, at work or in the queue; a full queue takes nobody more', async () => {
    const narrow = createPdfUnlocker(limits);
    const call = new Deadline(10_000);
    const locked = await paper('aes_256');
    const outcomes = [locked, locked, locked].map((bytes) => narrow.unlock({ ...put(bytes), deadline: call }));
    expect(await outcomes[2]).toBe('overloaded');
    call.close();
    expect(await Promise.all(outcomes)).toEqual(['too_late', 'too_late', 'overloaded']);
    expect(await narrow.unlock({ ...put(locked), deadline: call })).toBe('too_late');
    expect((await unlock(locked, narrow)).outcome).toBe('unlocked');
    await narrow.close();
  });

  it('is shared in the order in which documents came', async () => {
    const narrow = createPdfUnlocker({ ...limits, waiting: 10 });
    const done: number[] = [];
    const locked = await paper('rc4_128');
    await Promise.all(
      [0, 1, 2, 3].map(async (rank) => {
        expect((await unlock(locked, narrow)).outcome).toBe('unlocked');
        done.push(rank);
      }),
    );
    expect(done).toEqual([0, 1, 2, 3]);
    await narrow.close();
  });
});

async function secretPdf(): Promise<Buffer> {
  const pdf = new PDFDocument({ userPassword: 'secret', pdfVersion: '1.7' });
  const chunks: Buffer[] = [];
  pdf.text('illisible').end();
  for await (const chunk of pdf) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Its only object is in a stream of a few hundred kilobytes that unfolds into 200 MB. */
function bomb(): Buffer {
  const packed = deflateSync(Buffer.concat([Buffer.from('1 0 '), Buffer.alloc(200_000_000, ' '), Buffer.from('<<>>')]));
  const stream = `3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
  const head = Buffer.concat([Buffer.from(`%PDF-1.7\n${stream}`), packed, Buffer.from('\nendstream\nendobj\n')]);
  const rows = [0, 0, 0, 0, 2, 0, 3, 0, 0, 0, 0, 0, 1, 0, 9, 0];
  const table = `4 0 obj\n<</Type/XRef/Size 4/W[1 2 1]/Root 1 0 R/Length ${rows.length}>>\nstream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`;
  return Buffer.concat([head, Buffer.from(table), Buffer.from(rows), Buffer.from(end)]);
}
