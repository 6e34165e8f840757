import type { Socket } from 'node:net';
import fc from 'fast-check';
import { Type } from 'typebox';
import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentDraft, DocumentStore } from '../../src/core/document.ts';
import { providerFailure } from '../../src/core/failure.ts';
import type { WireAnswer } from '../../src/core/provider.ts';
import { jsonReader } from '../../src/core/provider-answer.ts';
import { JsonExcerpt } from '../../src/platform/provider-wire/json-excerpt.ts';
import { errandOf, failureOf, identity, memoryStore, nastyProvider, openWire, says } from './provider.ts';

const PDF = Buffer.from('%PDF-1.4 un document inventé, assez long pour être coupé en morceaux ???>>>');
const TEXT = PDF.toString('base64');
const MB = 1_000_000;

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

const read = jsonReader(identity, Type.Object({ code: Type.String(), data: Type.String() }));
function judge(answer: WireAnswer): void {
  if (read(answer).code !== '0') throw providerFailure(identity, '003');
}

interface Fetching {
  readonly store?: DocumentStore;
  readonly deadlineMs?: number;
  readonly documentMaxBytes?: number;
}

async function opened(treat: (socket: Socket) => void, { store = memoryStore(), ...limits }: Fetching = {}) {
  const { deadlineMs = 300, documentMaxBytes = 200_000 } = limits;
  const provider = await nastyProvider(treat);
  const wire = openWire({ documents: store, limits: { deadlineMs, answerMaxBytes: 100_000, documentMaxBytes } });
  closings.push(provider.close, wire.close);
  const carriedBy = { key: 'data', judge };
  return () => {
    const errand = errandOf(deadlineMs);
    const request = { method: 'GET', url: provider.url, format: 'pdf', label: 'extrait', carriedBy } as const;
    return wire.fetchDocument(errand, request).finally(() => errand.deadline.close());
  };
}

async function outcomeOf(body: unknown): Promise<string> {
  const store = memoryStore();
  const fetch = await opened(says('200 OK', typeof body === 'string' ? body : JSON.stringify(body)), { store });
  const code = await fetch().then(
    () => 'kept',
    async (error: unknown) => (await failureOf(Promise.reject(error))).code,
  );
  expect(store.kept).toEqual(code === 'kept' ? [PDF] : []);
  return code;
}

describe('a document carried by a JSON answer', () => {
  it('is kept wherever it is in the object, its slashes escaped or not', async () => {
    expect(await outcomeOf({ code: '0', data: TEXT })).toBe('kept');
    expect(await outcomeOf({ data: TEXT, code: '0' })).toBe('kept');
    expect(TEXT).toContain('/');
    const slashes = JSON.stringify({ data: TEXT, code: '0' }).replaceAll('/', '\\/');
    expect(await outcomeOf(slashes)).toBe('kept');
    expect(await outcomeOf(slashes.replaceAll('\\/', '\\u002f').replaceAll('+', '\\u002B'))).toBe('kept');
    expect(await outcomeOf(`\ufeff \n${JSON.stringify({ code: '0', data: TEXT }, null, 2)}\n`)).toBe('kept');
  });

  it('is not kept when its connector refuses, however bad it is', async () => {
    for (const data of [TEXT, '', 'pas du base64', 'QUJD']) {
      expect(await outcomeOf({ data, code: '8' })).toBe('42003');
      expect(await outcomeOf({ code: '8', data })).toBe('42003');
    }
  });

  it('in bad base64 is 051', async () => {
    const broken = [
      `${TEXT}\n`,
      `\n${TEXT}`,
      `${TEXT} `,
      `${TEXT.slice(0, 20)}\r\n${TEXT.slice(20)}`,
      `${TEXT.slice(0, 20)} ${TEXT.slice(21)}`,
      `${TEXT.slice(0, 20)}====${TEXT.slice(24)}`,
      TEXT.slice(0, -1),
      TEXT.replaceAll('/', '_'),
      `${TEXT.slice(0, 30)}é${TEXT.slice(31)}`,
      `${TEXT.slice(0, 30)}"${TEXT.slice(31)}`,
      `${TEXT.slice(0, 30)}\\${TEXT.slice(31)}`,
      '<html>Maintenance</html>',
    ];
    for (const data of broken) expect(await outcomeOf({ code: '0', data }), data).toBe('42051');
  });

  it('that is not a document is 055', async () => {
    for (const data of ['', 'QUJD', Buffer.from('<html>Maintenance</html>').toString('base64')]) {
      expect(await outcomeOf({ code: '0', data }), data).toBe('42055');
    }
  });

  it('in an answer of another shape is 000', async () => {
    const others = [
      { code: '0' },
      { code: '0', data: null },
      { code: '0', data: [TEXT] },
      { code: '0', inside: { data: TEXT } },
      [{ code: '0', data: TEXT }],
      { data: TEXT },
      '<html>Maintenance</html>',
      '',
      JSON.stringify({ code: '0', data: TEXT }).slice(0, -1),
      `${JSON.stringify({ code: '0', data: TEXT })}}`,
    ];
    for (const body of others) expect(await outcomeOf(body), JSON.stringify(body)).toBe('42000');
  });

  it('too large is 056, in the document or around it', async () => {
    const big = Buffer.concat([PDF, Buffer.alloc(2 * MB)]).toString('base64');
    expect(await outcomeOf({ code: '0', data: big })).toBe('42056');
    expect(await outcomeOf({ code: '0', more: 'x'.repeat(MB), data: TEXT })).toBe('42056');
  });

  it('cut in the middle is 502, stopped in the middle 504: discarded', async () => {
    const half = `HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{"code":"0","data":"${TEXT}`;
    for (const [treat, failure] of [
      [(socket: Socket) => void socket.end(half), { status: 502, code: '42000' }],
      [(socket: Socket) => void socket.write(half), { status: 504, code: '42002' }],
    ] as const) {
      const store = memoryStore();
      const fetch = await opened(treat, { store });
      expect(await failureOf(fetch())).toMatchObject(failure);
      expect([store.kept.length, store.discarded]).toEqual([0, 1]);
    }
  });
});

describe('many large documents at once', () => {
  const CALLS = 50;
  const LARGE = Buffer.concat([PDF, Buffer.alloc(20 * MB, 7)]);
  const body = Buffer.from(JSON.stringify({ code: '0', data: LARGE.toString('base64') }));
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`);
  /** All calls send these same bytes: what grows is on the side of the receiver. */
  const pour = (socket: Socket): void => {
    socket.write(head);
    socket.end(body);
  };

  it('are all kept whole, and never in memory together', async () => {
    const store = countingStore();
    const fetch = await opened(pour, { store, deadlineMs: 60_000, documentMaxBytes: 50 * MB });
    await Promise.all(Array.from({ length: CALLS }, fetch));
    expect(store.sizes).toEqual(Array.from({ length: CALLS }, () => LARGE.length));
    expect(store.highest - store.baseline).toBeLessThan(200 * MB);
  }, 90_000);

  it('answer 504, each of them, when they cannot come in time', async () => {
    const store = countingStore();
    const fetch = await opened(pour, { store, deadlineMs: 400, documentMaxBytes: 50 * MB });
    const outcomes = await Promise.all(
      Array.from({ length: CALLS }, async () => (await failureOf(fetch()).catch(() => ({ status: 200 }))).status),
    );
    expect(outcomes.length).toBe(CALLS);
    expect(outcomes.filter((status) => status === 200).length).toBe(store.sizes.length);
    expect(outcomes.filter((status) => status === 504).length).toBe(CALLS - store.sizes.length);
  }, 60_000);
});

/** Keeps nothing but sizes, as slowly as a disk; watches memory meanwhile. */
function countingStore() {
  const store = {
    baseline: process.memoryUsage.rss(),
    highest: 0,
    sizes: [] as number[],
    begin: (): DocumentDraft => {
      let size = 0;
      return {
        write: (bytes, resume) => {
          size += bytes.length;
          setImmediate(() => {
            store.highest = Math.max(store.highest, process.memoryUsage.rss());
            resume();
          });
          return false;
        },
        keep: async () => {
          store.sizes.push(size);
          return { url: 'http://a/documents/b.pdf', expiresAt: new Date(0) };
        },
        rewrite: () => Promise.reject(new Error('nothing here is encrypted')),
        discard: () => undefined,
      };
    },
    find: async () => ({ state: 'unknown' as const }),
    sweep: async () => 0,
    close: async () => undefined,
  };
  return store;
}

describe('an excerpt of a JSON object', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const cutting = fc.array(fc.nat(500), { maxLength: 12 });

  function excerptOf(text: string, cuts: readonly number[]) {
    const bytes = Buffer.from(text);
    const around: Buffer[] = [];
    const inside: Buffer[] = [];
    const excerpt = new JsonExcerpt('data', {
      around: (piece) => void around.push(Buffer.from(piece)),
      inside: (piece) => void inside.push(Buffer.from(piece)),
    });
    const bounds = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
    for (const [index, start] of bounds.slice(0, -1).entries()) excerpt.write(bytes.subarray(start, bounds[index + 1]));
    return { around: Buffer.concat(around).toString(), inside: Buffer.concat(inside).toString('latin1') };
  }

  it('is the text, and leaves the rest as it was, whatever is around and wherever it is cut', () => {
    const around = fc.array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom('dat', 'datas', '"data"')), json));
    fc.assert(
      fc.property(around, around, fc.base64String(), cutting, fc.constantFrom(undefined, 1, '\t'), (...given) => {
        const [before, after, data, cuts, indent] = given;
        const others = (entries: typeof before) => Object.fromEntries(entries.filter(([key]) => key !== 'data'));
        const object = { ...others(before), data, ...others(after) };
        const found = excerptOf(JSON.stringify(object, null, indent), cuts);
        expect(found.inside).toBe(data);
        expect(JSON.parse(found.around)).toEqual({ ...JSON.parse(JSON.stringify(object)), data: '' });
      }),
    );
  });

  it('is nothing when there is no such text', () => {
    fc.assert(
      fc.property(json, cutting, (value, cuts) => {
        const text = JSON.stringify([{ data: 'x' }, value]);
        expect(excerptOf(text, cuts)).toEqual({ around: text, inside: '' });
      }),
    );
  });
});
