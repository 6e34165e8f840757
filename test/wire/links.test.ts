import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentRequest } from '../../src/core/provider.ts';
import { Circuit } from '../../src/platform/provider-wire/circuit.ts';
import { errandOf, failureOf, handClock, memoryStore, nastyProvider, openWire, says } from './provider.ts';

const PDF = '%PDF-1.4 un document inventé';
const PUBLIC = 'https://certificats.exemple.invalid/api';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function server(treat: (socket: Socket) => void = says('200 OK', PDF)) {
  let called = 0;
  const provider = await nastyProvider((socket) => {
    called++;
    treat(socket);
  });
  closings.push(provider.close);
  return { url: provider.url, port: new URL(provider.url).port, called: () => called };
}

function follow(url: string, linkFrom: string, wire = openWire()) {
  closings.push(wire.close);
  const errand = errandOf();
  const request: DocumentRequest = { method: 'GET', url, linkFrom, format: 'pdf', label: 'certificat' };
  return wire.fetchDocument(errand, request).finally(() => errand.deadline.close());
}

describe('a link given by a provider', () => {
  it.each([
    '',
    'certificat.pdf',
    '//exemple.fr/a.pdf',
    'file:///etc/hostname',
    'ftp://exemple.fr/a.pdf',
    'javascript:alert(1)',
    'http://[bad',
    'http://qui:motdepasse@exemple.fr/a.pdf',
  ])('« %s » is no address: 502', async (link) => {
    expect(await failureOf(follow(link, PUBLIC))).toMatchObject({ status: 502, code: '42054' });
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.1.2.3/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.31.0.1/',
    'http://192.168.1.1/',
    'http://169.254.0.1/interne',
    'http://100.64.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://localhost:1/',
  ])('%s is our own network: 502, and nobody is called', async (link) => {
    expect(await failureOf(follow(link, PUBLIC))).toMatchObject({ status: 502, code: '42054' });
  });

  it('by a name that means this machine calls nobody', async () => {
    const { port, called } = await server();
    expect((await failureOf(follow(`http://localhost:${port}/`, PUBLIC))).code).toBe('42054');
    expect(called()).toBe(0);
  });

  it('opens what is reserved to where the provider itself is, and nothing more', async () => {
    const { url, port } = await server();
    const store = memoryStore();
    for (const link of [`${url}/a.pdf?b=1#c`, `http://localhost:${port}/`]) {
      await follow(link, 'http://127.0.0.1:1', openWire({ documents: store }));
    }
    expect(store.kept.map(String)).toEqual([PDF, PDF]);
    for (const link of ['http://10.1.2.3/', 'http://169.254.0.1/', 'http://[fd00::1]/']) {
      expect((await failureOf(follow(link, 'http://127.0.0.1:1'))).code).toBe('42054');
    }
    expect((await failureOf(follow(url, 'http://192.168.1.1'))).code).toBe('42054');
  });

  it('keeps the limits of the wire', async () => {
    const mute = await server(() => undefined);
    expect(await failureOf(follow(mute.url, 'http://localhost:1'))).toMatchObject({ status: 504 });
    const large = await server(says('200 OK', `${PDF}${'x'.repeat(300_000)}`));
    expect((await failureOf(follow(large.url, 'http://localhost:1'))).code).toBe('42056');
    const other = await server(says('200 OK', '<html>'));
    expect((await failureOf(follow(other.url, 'http://localhost:1'))).code).toBe('42055');
  });

  it('is not followed further', async () => {
    const target = await server();
    const { url } = await server(says('302 Found', '', [`Location: ${target.url}/`]));
    expect((await failureOf(follow(url, 'http://localhost:1'))).status).toBe(502);
    expect(target.called()).toBe(0);
  });

  it('broken elsewhere, leaves the provider open', async () => {
    const { url } = await server((socket) => socket.resetAndDestroy());
    const circuit = new Circuit(handClock());
    for (let call = 0; call < 30; call++) {
      expect((await failureOf(follow(url, 'http://localhost:1', openWire({ circuit })))).status).toBe(503);
    }
    expect(circuit.refusal()).toBeNull();
  });
});
