/** The key that encrypts a whole PDF, followed by its value; `/EncryptMetadata` and texts that name it are not it. */
const MARK = /\/Encrypt[\s\0]*(?:\d|<<)/;
const KEY = '/Encrypt';
/** Enough to see a mark that is cut between two pieces, with the blanks it may hold. */
const TAIL_BYTES = 64;

/** Looks for the mark of an encrypted PDF in its bytes as they come: it is never itself compressed nor encrypted. */
export class EncryptionMark {
  found = false;
  #tail = Buffer.alloc(0);

  see(chunk: Buffer): void {
    if (this.found) return;
    const seen = Buffer.concat([this.#tail, chunk]);
    for (let at = seen.indexOf(KEY); at !== -1 && !this.found; at = seen.indexOf(KEY, at + 1)) {
      this.found = MARK.test(seen.toString('latin1', at, at + TAIL_BYTES));
    }
    this.#tail = Buffer.from(seen.subarray(-TAIL_BYTES));
  }
}
