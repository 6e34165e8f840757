const SHOWN = 20;

/** The faults of a file: all are counted, the first ones of the file are kept. */
export class FileFaults {
  #kept: { readonly line: number; readonly sentence: string }[] = [];
  total = 0;

  /** The sentence has no full stop. */
  add(line: number, sentence: string): void {
    this.total++;
    const last = this.#kept.at(-1);
    if (this.#kept.length === SHOWN && last !== undefined && line >= last.line) return;
    this.#kept.push({ line, sentence });
    this.#kept.sort((one, other) => one.line - other.line);
    this.#kept = this.#kept.slice(0, SHOWN);
  }

  /** What the operator is told. */
  refusal(name: string): string {
    const shown = this.total > SHOWN ? `, dont voici les ${SHOWN} premières` : '';
    return [
      `Le fichier « ${name} » est refusé, rien n'est changé. ${this.total} faute${this.total > 1 ? 's' : ''}${shown} :`,
      ...this.#kept.map(({ line, sentence }) => `  ligne ${line} : ${sentence}.`),
    ].join('\n');
  }
}
