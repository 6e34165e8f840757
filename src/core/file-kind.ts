/** What a file is, whatever its name says. */
export type FileKind = 'png' | 'jpeg' | 'webp' | 'pdf';

interface FileKindFacts {
  /** As people call it. */
  readonly label: string;
  readonly mime: string;
  /** The first is the one that we give. */
  readonly extensions: readonly [string, ...string[]];
  readonly isIn: (bytes: Buffer) => boolean;
}

const begins = (magic: Buffer) => (bytes: Buffer) => bytes.subarray(0, magic.length).equals(magic);

export const fileKinds: Readonly<Record<FileKind, FileKindFacts>> = {
  png: {
    label: 'PNG',
    mime: 'image/png',
    extensions: ['png'],
    isIn: begins(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  },
  jpeg: {
    label: 'JPEG',
    mime: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    isIn: begins(Buffer.from([0xff, 0xd8, 0xff])),
  },
  webp: {
    label: 'WebP',
    mime: 'image/webp',
    extensions: ['webp'],
    isIn: (bytes) => begins(Buffer.from('RIFF'))(bytes) && bytes.subarray(8, 12).equals(Buffer.from('WEBP')),
  },
  pdf: { label: 'PDF', mime: 'application/pdf', extensions: ['pdf'], isIn: begins(Buffer.from('%PDF-')) },
};

/** Read in the bytes, among the kinds allowed; null when it is none of them. */
export function fileKindOf(bytes: Buffer, allowed: readonly FileKind[]): FileKind | null {
  return allowed.find((kind) => fileKinds[kind].isIn(bytes)) ?? null;
}

const MAX_NAME = 100;

/** A name that is safe to show and to give back: no folder, nothing invisible, the extension of what the file is. */
export function fileNameOf(given: string, kind: FileKind): string {
  const { extensions } = fileKinds[kind];
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const shown = last
    .normalize('NFC')
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const stem = shown.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/^\.+|[. ]+$/g, '');
  return `${[...stem].slice(0, MAX_NAME).join('') || 'piece-jointe'}.${extensions[0]}`;
}
