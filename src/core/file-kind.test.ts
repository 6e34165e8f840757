import { describe, expect, it } from 'vitest';
import { type FileKind, fileKindOf, fileNameOf } from './file-kind.ts';

const all: FileKind[] = ['png', 'jpeg', 'webp', 'pdf'];
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);

describe('the kind of a file', () => {
  it.each([
    ['png', png],
    ['jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1])],
    ['webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
    ['pdf', Buffer.from('%PDF-1.7\n')],
    [null, Buffer.from('<!doctype html><p>%PDF-')],
    [null, Buffer.from('RIFF\0\0\0\0WAVEfmt ')],
    [null, png.subarray(0, 4)],
    [null, Buffer.alloc(0)],
  ])('%s is read in its bytes', (kind, bytes) => expect(fileKindOf(bytes, all)).toBe(kind));

  it('is among those allowed', () => expect(fileKindOf(png, ['pdf'])).toBe(null));
});

describe('the name of a file', () => {
  it.each([
    ['Capture d’écran.PNG', 'Capture d’écran.png'],
    ['C:\\Users\\moi\\photo.jpeg', 'photo.png'],
    ['../../etc/passwd', 'passwd.png'],
    ['facture.pdf.exe', 'facture.pdf.png'],
    ['a\u0000b\u202egpj.\r\nX-Autre: 1', 'abgpj.X-Autre 1.png'],
    ['"><script>.png', 'script.png'],
    ['.png', 'piece-jointe.png'],
    ['...', 'piece-jointe.png'],
    ['', 'piece-jointe.png'],
    [`${'é'.repeat(300)}.png`, `${'é'.repeat(100)}.png`],
  ])('%j is kept as %j', (given, kept) => expect(fileNameOf(given, 'png')).toBe(kept));
});
