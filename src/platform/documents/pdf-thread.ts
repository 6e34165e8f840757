import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/**
 * Plain JavaScript in a string, so that the bundle and the .ts sources start the very same thread.
 * Each document has an instance of qpdf of its own, which sees no file but that one, in a memory that it cannot make
 * grow beyond a ceiling. Streams keep the encodings they have. Statuses 0 and 3 are success, without and with warnings.
 */
const CODE = `
const { readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');
const createQpdf = require(workerData.qpdf);
const compiled = WebAssembly.compile(readFileSync(join(dirname(workerData.qpdf), 'qpdf.wasm')));
const PAGE_BYTES = 65536;
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * PAGE_BYTES > workerData.memoryBytes) throw new RangeError('memory ceiling');
  return grow.call(this, pages);
};
async function open({ from, to }) {
  const wasm = await compiled;
  const { FS, callMain } = await createQpdf({
    noInitialRun: true,
    instantiateWasm: (imports, done) => {
      WebAssembly.instantiate(wasm, imports).then((instance) => done(instance, wasm));
      return {};
    },
  });
  FS.writeFile('/from.pdf', readFileSync(from), { canOwn: true });
  const status = callMain(['--decrypt', '--decode-level=none', '--no-warn', '/from.pdf', '/to.pdf']);
  if (status !== 0 && status !== 3) return false;
  writeFileSync(to, FS.readFile('/to.pdf'), { mode: 0o600 });
  return true;
}
parentPort.on('message', (files) => {
  open(files).then((opened) => parentPort.postMessage(opened), () => parentPort.postMessage(false));
});
`;

/** A thread that opens encrypted PDF one after the other: a heavy or hostile one never stalls the event loop. */
export class PdfThread {
  readonly #worker: Worker;
  #settle: (opened: boolean) => void = () => undefined;
  isClosed = false;

  constructor(memoryBytes: number) {
    const qpdf = createRequire(import.meta.url).resolve('@neslinesli93/qpdf-wasm');
    this.#worker = new Worker(CODE, {
      eval: true,
      execArgv: [],
      name: 'pdf-chiffres',
      workerData: { qpdf, memoryBytes },
      // What qpdf says of a document goes nowhere: it could quote it.
      stdout: true,
      stderr: true,
    });
    this.#worker.stdout.resume();
    this.#worker.stderr.resume();
    this.#worker.unref();
    this.#worker.on('message', (opened: boolean) => this.#settle(opened));
    this.#worker.on('error', () => this.#end());
    this.#worker.on('exit', () => this.#end());
  }

  /** False when the document does not open without a password, is no PDF, or when the thread ended on it. */
  open(from: string, to: string): Promise<boolean> {
    if (this.isClosed) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#worker.postMessage({ from, to });
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.#worker.terminate();
  }

  #end(): void {
    this.isClosed = true;
    this.#settle(false);
  }
}
