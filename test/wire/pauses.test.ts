import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../src/core/document.ts';
import { errandOf, failureOf, memoryStore, nastyProvider, openWire } from './provider.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.4 '), Buffer.alloc(3000, 7)]);

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** A store that asks for a pause at each write, and leaves it to `atPause` to end it. */
function stuckStore(atPause: (resume: () => void) => void = () => undefined) {
  const store = memoryStore();
  const stuck: DocumentStore = {
    ...store,
    begin: (document) => {
      const draft = store.begin(document);
      return {
        ...draft,
        write: (bytes, resume) => {
          draft.write(bytes, () => undefined);
          setImmediate(atPause, resume);
          return false;
        },
      };
    },
  };
  return { stuck, kept: store.kept };
}

async function fetchInto(store: DocumentStore, treat: (socket: Socket) => void) {
  const provider = await nastyProvider(treat);
  const wire = openWire({ documents: store });
  closings.push(provider.close, wire.close);
  const errand = errandOf(2000);
  return wire
    .fetchDocument(errand, { method: 'GET', url: provider.url, format: 'pdf', label: 'extrait' })
    .finally(() => errand.deadline.close());
}

const ok = (...headers: string[]): string => ['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n');
const LENGTH = `Content-Length: ${PDF.length}`;
const CLOSE = 'Connection: close';

/** The head and the first half, then the rest: the first pause comes before the end. */
function inTwo(head: string, body = PDF): (socket: Socket) => void {
  return (socket) => {
    socket.write(head);
    socket.write(body.subarray(0, 1000), () => socket.end(body.subarray(1000)));
  };
}

describe('a connection that ends while its answer is paused', () => {
  it.each([
    ['that announced its length', inTwo(ok(LENGTH, CLOSE))],
    ['that announced its length, and not that it would close', inTwo(ok(LENGTH))],
    ['that announced nothing', inTwo(ok(CLOSE))],
  ])('gives the whole document %s', async (_, treat) => {
    const { stuck, kept } = stuckStore();
    await fetchInto(stuck, treat);
    expect(kept).toEqual([PDF]);
  });

  it('gives the whole document that came in pieces, once the pause is over', async () => {
    const { stuck, kept } = stuckStore((resume) => resume());
    const body = [`${PDF.length.toString(16)}\r\n`, PDF, '\r\n0\r\n\r\n'].map((part) => Buffer.from(part));
    await fetchInto(stuck, inTwo(ok('Transfer-Encoding: chunked', CLOSE), Buffer.concat(body)));
    expect(kept).toEqual([PDF]);
  });

  it.each([
    ['announced more', inTwo(ok(`Content-Length: ${PDF.length + 1}`, CLOSE))],
    ['left its last piece open', inTwo(ok('Transfer-Encoding: chunked', CLOSE), Buffer.from(`9000\r\n${PDF}`))],
  ])('is 502 when it %s', async (_, treat) => {
    const { stuck, kept } = stuckStore();
    expect(await failureOf(fetchInto(stuck, treat))).toMatchObject({ status: 502, code: '42000' });
    expect(kept).toEqual([]);
  });

  it.each([
    ['announced that it would close', ok(LENGTH, CLOSE)],
    ['did not', ok(LENGTH)],
  ])('is 502 when it is reset, whether it %s', async (_, head) => {
    const sockets: Socket[] = [];
    const { stuck, kept } = stuckStore(() => sockets[0]?.resetAndDestroy());
    const fetching = fetchInto(stuck, (socket) => {
      sockets.push(socket);
      socket.write(Buffer.concat([Buffer.from(head), PDF.subarray(0, 1000)]));
    });
    expect(await failureOf(fetching)).toMatchObject({ status: 502, code: '42000' });
    expect(kept).toEqual([]);
  });
});
