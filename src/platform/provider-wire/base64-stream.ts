/** What came is not base64. */
export class BadBase64 extends Error {}

const ALPHABET = /^[A-Za-z0-9+/]*$/;

/** Strict base64, decoded as it comes: a blank, a line break or a padding in the middle makes it invalid. */
export class Base64Stream {
  #rest = '';
  #padded = false;
  isWhole = false;

  decode(chunk: Buffer): Buffer {
    if (this.#padded && chunk.length > 0) throw new BadBase64();
    const text = this.#rest + chunk.toString('latin1');
    const whole = text.length - (text.length % 4);
    this.#rest = text.slice(whole);
    const content = text.slice(0, whole).replace(/={1,2}$/, (padding) => {
      this.#padded ||= padding.length > 0;
      return '';
    });
    if (!ALPHABET.test(content)) throw new BadBase64();
    if (this.#padded && this.#rest !== '') throw new BadBase64();
    return Buffer.from(content, 'base64');
  }

  end(): void {
    this.isWhole = this.#rest === '';
  }
}
