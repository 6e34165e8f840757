/** What has been opened, to be closed in the reverse order. */
export class Opened {
  readonly #closings: (() => Promise<void> | void)[] = [];

  add<T>(part: T, close: (part: T) => Promise<void> | void): T {
    this.#closings.push(() => close(part));
    return part;
  }

  async closeAll(): Promise<void> {
    for (const close of this.#closings.splice(0).reverse()) await close();
  }
}
