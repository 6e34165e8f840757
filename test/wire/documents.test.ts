import fs, { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { providerFailure } from '../../src/core/failure.ts';
import type { DocumentRequest } from '../../src/core/provider.ts';
import { createLocalDocumentStore } from '../../src/platform/documents/local-document-store.ts';
import type { Unlocked } from '../../src/platform/documents/pdf-unlocker.ts';
import { Circuit, circuitRule } from '../../src/platform/provider-wire/circuit.ts';
import { DocumentSink } from '../../src/platform/provider-wire/document-sink.ts';
import { eventually } from '../support/http.ts';
import { announces, errandOf, failureOf, identity, memoryStore, nastyProvider, openWire, says } from './provider.ts';

const PDF = Buffer.from('%PDF-1.4 un document inventé, assez long pour être coupé en morceaux');
const ZIP = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(40, 7)]);
const request = (change: Partial<DocumentRequest> = {}): DocumentRequest => ({
  method: 'GET',
  url: 'http://a/',
  format: 'pdf',
  label: 'extrait',
  ...change,
});

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function fetchFrom(
  treat: (socket: Socket) => void,
  change: Partial<DocumentRequest> = {},
  store = memoryStore(),
) {
  const provider = await nastyProvider(treat);
  const wire = openWire({ documents: store });
  closings.push(provider.close, wire.close);
  const errand = errandOf();
  const kept = wire
    .fetchDocument(errand, request({ ...change, url: provider.url }))
    .finally(() => errand.deadline.close());
  return { kept, store };
}

const codeOf = async (...args: Parameters<typeof fetchFrom>): Promise<string> => {
  const { kept, store } = await fetchFrom(...args);
  const { status, code } = await failureOf(kept);
  expect([status, store.kept.length]).toEqual([502, 0]);
  return code;
};

describe('a document', () => {
  it('is kept as it came: PDF, ZIP, binary or base64', async () => {
    for (const [format, bytes] of [
      ['pdf', PDF],
      ['zip', ZIP],
    ] as const) {
      const binary = await fetchFrom(says('200 OK', bytes), { format });
      expect((await binary.kept).url).toBe('http://a/documents/b.pdf');
      expect(binary.store.kept).toEqual([bytes]);
      const text = await fetchFrom(says('200 OK', bytes.toString('base64')), { format, encoding: 'base64' });
      await text.kept;
      expect(text.store.kept).toEqual([bytes]);
    }
  });

  it('of another format is 502 whatever it calls itself', async () => {
    const called = ['Content-Type: application/pdf'];
    for (const bytes of [ZIP, Buffer.from('<html>'), Buffer.from('%PD'), Buffer.alloc(0), Buffer.from(' %PDF-1.4')]) {
      expect(await codeOf(says('200 OK', bytes, called))).toBe('42055');
    }
    expect(await codeOf(says('200 OK', PDF), { format: 'zip' })).toBe('42055');
  });

  it('that is a refusal is read by its connector', async () => {
    const { kept } = await fetchFrom(says('200 OK', '{"code":"absent"}'), {
      refusal: (answer) => providerFailure(identity, answer.body.toString() === '{"code":"absent"}' ? '003' : '000'),
    });
    expect((await failureOf(kept)).status).toBe(404);
  });

  it('in bad base64 is 502', async () => {
    const text = PDF.toString('base64');
    const broken = [
      `${text}\n`,
      `${text.slice(0, 20)}\n${text.slice(20)}`,
      `${text.slice(0, 20)} ${text.slice(21)}`,
      `${text.slice(0, 20)}====${text.slice(24)}`,
      text.slice(0, -1),
      `${text}QUJD`.replace(/=*QUJD$/, '=QUJD'),
      `${text.slice(0, 30)}é${text.slice(31)}`,
    ];
    for (const body of broken) expect(await codeOf(says('200 OK', body), { encoding: 'base64' }), body).toBe('42051');
  });

  it('too large is 502, in either encoding, announced or not', async () => {
    const big = Buffer.concat([PDF, Buffer.alloc(250_000)]);
    for (const treat of [says('200 OK', big), announces(300_000)]) expect(await codeOf(treat)).toBe('42056');
    expect(await codeOf(says('200 OK', big.toString('base64')), { encoding: 'base64' })).toBe('42056');
    const chunk = `${big.length.toString(16)}\r\n${big.toString('latin1')}\r\n0\r\n\r\n`;
    const chunked = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`;
    expect(await codeOf((socket) => void socket.end(Buffer.from(chunked, 'latin1')))).toBe('42056');
  });

  it('cut in the middle is 502, and discarded', async () => {
    const half = `HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n${PDF.toString('latin1')}`;
    const { kept, store } = await fetchFrom((socket) => void socket.end(half));
    expect((await failureOf(kept)).code).toBe('42000');
    expect([store.kept.length, store.discarded]).toEqual([0, 1]);
  });

  it('that cannot be kept is our own 502', async () => {
    expect(await codeOf(says('200 OK', PDF), {}, memoryStore(10))).toBe('00502');
  });
});

describe('an encrypted document', () => {
  const encrypted = Buffer.concat([PDF, Buffer.from('\ntrailer << /Encrypt 9 0 R >>')]);
  const fetchWith = async (outcome: Unlocked, bytes = encrypted) => {
    const provider = await nastyProvider(says('200 OK', bytes));
    const asked: string[] = [];
    const unlock = async ({ from, to }: { from: string; to: string }) => {
      asked.push(`${from} ${to}`);
      return outcome;
    };
    const circuit = new Circuit({ now: () => Date.now() }, { ...circuitRule, minimumCalls: 1 });
    const wire = openWire({ circuit, unlocker: { unlock, close: () => Promise.resolve() } });
    closings.push(provider.close, wire.close);
    const errand = errandOf(5_000);
    const kept = wire.fetchDocument(errand, request({ unlock: true, url: provider.url }));
    const ended = kept.finally(() => errand.deadline.close());
    return { kept: ended, asked, circuit };
  };

  it('is opened before it is kept, where its connector asks for it', async () => {
    const { kept, asked } = await fetchWith('unlocked');
    await kept;
    expect(asked).toEqual(['de.pdf vers.pdf']);
    const untouched = await fetchWith('locked', PDF);
    await untouched.kept;
    expect(untouched.asked).toEqual([]);
    const asItIs = await fetchFrom(says('200 OK', encrypted));
    await asItIs.kept;
    expect(asItIs.store.kept).toEqual([encrypted]);
  });

  it.each([
    ['locked', 502, '42055'],
    ['too_late', 504, '42002'],
    ['overloaded', 502, '00502'],
  ] as const)('%s: %i, and the provider is not the one that failed', async (outcome, status, code) => {
    const { kept, circuit } = await fetchWith(outcome);
    expect(await failureOf(kept)).toMatchObject({ status, code });
    expect(circuit.refusal()).toBeNull();
  });
});

describe('base64 as it comes', () => {
  const feed = (text: string, cuts: readonly number[]) => {
    const store = memoryStore();
    const sink = new DocumentSink(store, request({ encoding: 'base64' }));
    const bounds = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
    try {
      for (const [index, start] of bounds.slice(0, -1).entries()) {
        sink.write(Buffer.from(text.slice(start, bounds[index + 1]), 'latin1'), () => undefined);
      }
      sink.end();
    } catch {
      return { outcome: 'bad_base64', store };
    }
    const outcome = sink.outcome();
    if (outcome.kind === 'document') void outcome.keep();
    return { outcome: outcome.kind, store };
  };

  it('gives the document whatever the size of the pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.array(fc.nat(200), { maxLength: 12 }), (tail, cuts) => {
        const bytes = Buffer.concat([PDF, tail]);
        const { outcome, store } = feed(bytes.toString('base64'), cuts);
        expect([outcome, store.kept]).toEqual(['document', [bytes]]);
      }),
    );
  });

  it('gives it when cut at each offset, and refuses a padding in the middle wherever it is cut', () => {
    for (const tail of ['', 'a', 'ab']) {
      const text = Buffer.concat([PDF, Buffer.from(tail)]).toString('base64');
      for (let cut = 0; cut <= text.length; cut++) {
        expect(feed(text, [cut]).outcome).toBe('document');
        const padded = `${text.slice(0, 16)}QQ==${text.slice(16)}`;
        expect(feed(padded, [cut]).outcome, `cut at ${cut}`).toBe('bad_base64');
        expect(feed(padded, [20, cut]).outcome, `cut at 20 and ${cut}`).toBe('bad_base64');
      }
    }
  });

  it('refuses any character that is not of the alphabet, wherever it is', () => {
    const text = PDF.toString('base64');
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.constantFrom('\n', '\r\n', ' ', '-', '_', '\u00e9', '\0', '%'),
        fc.array(fc.nat(200)),
        (at, bad, cuts) => {
          expect(['bad_base64', 'refused']).toContain(feed(text.slice(0, at) + bad + text.slice(at), cuts).outcome);
        },
      ),
    );
  });
});

describe('the local store', () => {
  const directory = mkdtempSync(join(tmpdir(), 'documents-'));
  const store = createLocalDocumentStore({
    directory,
    publicUrl: 'http://a',
    lifeSeconds: 60,
    clock: { now: () => Date.now() },
  });
  afterEach(() => {
    vi.restoreAllMocks();
    for (const name of readdirSync(directory)) rmSync(join(directory, name));
  });

  it('never hands over a document that the disk did not take whole', async () => {
    const write = vi.spyOn(fs, 'write').mockImplementation((...args: unknown[]) => {
      const done = args.at(-1);
      if (typeof done === 'function') setImmediate(() => done(Object.assign(new Error('full'), { code: 'ENOSPC' })));
    });
    const draft = store.begin({ format: 'pdf', label: 'extrait' });
    draft.write(PDF, () => undefined);
    await expect(draft.keep()).rejects.toMatchObject({ message: '00502' });
    expect(write).toHaveBeenCalled();
    await eventually(() => readdirSync(directory).length === 0);
  });

  it('leaves nothing of a document given up, even before its file is open', async () => {
    for (let turn = 0; turn < 20; turn++) {
      const draft = store.begin({ format: 'pdf', label: 'extrait' });
      draft.write(PDF, () => undefined);
      if (turn % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
      draft.discard();
    }
    await eventually(() => readdirSync(directory).length === 0);
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(readdirSync(directory)).toEqual([]);
  });
});
