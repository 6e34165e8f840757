import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createRelay, RELAYED_FOR } from './relayed-address.ts';

const { relay, relayed } = createRelay(['clé', 'clé précédente']);
const addressOf = relayed(() => '198.51.100.1');

function calling(told: string | undefined, authorization = 'Bearer a.b.c'): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  if (told !== undefined) request.headers[RELAYED_FOR] = told;
  request.headers.authorization = authorization;
  return request;
}

describe('an address that a portal relays', () => {
  it('is that of its visitor', () => {
    expect(addressOf(calling(relay('203.0.113.9', 'Bearer a.b.c')))).toBe('203.0.113.9');
    expect(addressOf(calling(relay('2001:db8::1', 'Bearer a.b.c')))).toBe('2001:db8::1');
  });

  it('is believed under the previous secret, while it is being changed', () => {
    const before = createRelay(['clé précédente']);
    expect(addressOf(calling(before.relay('203.0.113.9', 'Bearer a.b.c')))).toBe('203.0.113.9');
  });

  const sealed = relay('203.0.113.9', 'Bearer a.b.c');
  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['an address without a seal', '203.0.113.9'],
    ['an empty seal', '203.0.113.9 '],
    ['another address under the same seal', sealed.replace('203.0.113.9', '203.0.113.8')],
    ['a seal cut short', sealed.slice(0, -4)],
    ['a seal made with another key', createRelay(['autre']).relay('203.0.113.9', 'Bearer a.b.c')],
    ['a seal made without a key', createRelay([]).relay('203.0.113.9', 'Bearer a.b.c')],
    ['what is not a seal', '203.0.113.9 é"<>'],
  ])('is not believed with %s', (_, told) => {
    expect(addressOf(calling(told))).toBe('198.51.100.1');
  });

  it('is not believed beside another token', () => {
    expect(addressOf(calling(sealed, 'Bearer d.e.f'))).toBe('198.51.100.1');
    expect(addressOf(calling(sealed, ''))).toBe('198.51.100.1');
  });
});
