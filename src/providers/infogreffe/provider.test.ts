import { expect, it } from 'vitest';
import { Deadline } from '../../core/deadline.ts';
import { parseSiren } from '../../core/identifiers/siren.ts';
import type { WireRequest } from '../../core/provider.ts';
import { infogreffe } from './provider.ts';

it('escapes what it writes in its message', async () => {
  const sent: WireRequest[] = [];
  const refuse = () => Promise.reject(new Error('not here'));
  const door = infogreffe.open({
    settings: { url: 'http://infogreffe.invalid', subscriber: 'A&B', password: '</mot_passe>"\'<x>' },
    clock: { now: () => 0 },
    wire: {
      ask: (_errand, request) => {
        sent.push(request);
        return refuse();
      },
      fetchDocument: refuse,
      session: () => ({ get: refuse, drop: () => undefined }),
    },
  });
  const siren = parseSiren('100100015');
  if (siren === null) throw new Error('a good siren');
  const errand = {
    requestId: 'r',
    deadline: new Deadline(1000),
    jeton: { uid: 'u', openDataOnly: false },
    recipient: '10000001700010',
    noteProviderStatus: () => undefined,
    noteDocumentExpiry: () => undefined,
  };
  await expect(door.extract(errand, siren)).rejects.toThrow('not here');
  const [request] = sent;
  expect(request?.headers).toMatchObject({ charset: 'utf-8', SOAPAction: 'getProduitsWebServicesXML' });
  expect(request?.body).toContain('<code_abonne>A&#38;B</code_abonne>');
  expect(request?.body).toContain('<mot_passe>&#60;/mot_passe&#62;&#34;&#39;&#60;x&#62;</mot_passe>');
  expect(request?.body).toContain('<num_siren>100100015</num_siren>');
});
