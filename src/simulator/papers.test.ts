import { describe, expect, it } from 'vitest';
import { archiveZip, attestationPdf } from './papers.ts';

const acoss = {
  titre: 'Attestation de vigilance',
  pages: [
    ['SIREN 100100015', 'ABC123DEF456GH7'],
    ['Déclarations vérifiées', 'à la date du 31/12/2025'],
  ],
};

describe('attestationPdf', () => {
  it('is a PDF marked SPECIMEN whose table of objects is right', async () => {
    const pdf = await attestationPdf({ titre: 'Attestation fiscale', lignes: ['Société à jour de ses impôts'] });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(misplacedObjects(pdf)).toEqual([]);
    expect(linesOf(pdf)).toContain('Société à jour de ses impôts');
    expect(linesOf(pdf).some((line) => line.includes('SPECIMEN'))).toBe(true);
  });

  it('keeps each line alone on its own, page by page', async () => {
    const pdf = await attestationPdf(acoss);
    const lines = linesOf(pdf);
    expect(lines.filter((line) => /^[A-Z0-9]{15}$/.test(line))).toEqual(['ABC123DEF456GH7']);
    expect(lines.indexOf('à la date du 31/12/2025')).toBeGreaterThan(lines.indexOf('ABC123DEF456GH7'));
    expect(pdf.toString('latin1')).toContain('/Count 2');
  });

  it('weighs about what is asked and stays a PDF', async () => {
    const bytes = 20 * 1024 * 1024;
    const pdf = await attestationPdf({ titre: 'Lourd', lignes: ['Vingt mégaoctets'], bytes });
    expect(pdf.length).toBeGreaterThanOrEqual(bytes);
    expect(pdf.length).toBeLessThan(bytes + 10_000);
    expect(misplacedObjects(pdf)).toEqual([]);
    expect(linesOf(pdf)).toContain('Vingt mégaoctets');
  });

  it('gives the same bytes for the same arguments, drawn once', async () => {
    expect((await attestationPdf(acoss)) === (await attestationPdf({ ...acoss }))).toBe(true);
    const other = await attestationPdf({ ...acoss, titre: 'Autre' });
    expect(other.equals(await attestationPdf(acoss))).toBe(false);
  });

  it('forgets the oldest papers rather than fill the memory', async () => {
    const heavy = { lignes: ['x'], bytes: 30 * 1024 * 1024 };
    const first = await attestationPdf({ ...heavy, titre: '1' });
    await attestationPdf({ ...heavy, titre: '2' });
    await attestationPdf({ ...heavy, titre: '3' });
    const again = await attestationPdf({ ...heavy, titre: '1' });
    expect(again === first).toBe(false);
    expect(again.equals(first)).toBe(true);
  });
});

describe('archiveZip', () => {
  it('holds the files under their names, the same bytes each time', async () => {
    const files = [
      { name: 'acte_1.pdf', content: await attestationPdf(acoss) },
      { name: 'acte_2.pdf', content: Buffer.from('%PDF-') },
    ];
    const zip = await archiveZip(files);
    expect(zip.toString('latin1', 0, 4)).toBe('PK\u0003\u0004');
    expect(zip.includes('acte_1.pdf')).toBe(true);
    expect(zip.includes('acte_2.pdf')).toBe(true);
    expect(zip.readUInt16LE(zip.length - 12)).toBe(2);
    expect((await archiveZip(files)).equals(zip)).toBe(true);
  });

  it('may be empty', async () => {
    expect((await archiveZip([])).toString('latin1', 0, 4)).toBe('PK\u0005\u0006');
  });
});

/** The text of each line drawn: pdfkit writes it as hexadecimal runs of WinAnsi inside one TJ operator. */
function linesOf(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/\[([^\]]*)\] TJ/g)].map(([, runs = '']) =>
    [...runs.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join(''),
  );
}

function misplacedObjects(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  const table = text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]));
  const offsets = [...table.matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
  if (!table.startsWith('xref') || offsets.length === 0) return ['xref'];
  return offsets.flatMap((offset, rank) =>
    text.startsWith(`${rank + 1} 0 obj`, offset) ? [] : [`object ${rank + 1}`],
  );
}
