import { expect, it } from 'vitest';
import { Deadline } from '../../core/deadline.ts';
import type { Errand } from '../../core/errand.ts';
import type { Wire, WireRequest } from '../../core/provider.ts';
import { dgfip } from './provider.ts';

const errand: Errand = {
  requestId: 'r',
  deadline: new Deadline(1000),
  jeton: { uid: 'a-b.c@exemple.invalid', openDataOnly: false },
  recipient: '10000001700010',
  noteProviderStatus: () => undefined,
  noteDocumentExpiry: () => undefined,
};

it('writes spaces as +, leaves out what is empty, and names the user in the form the DGFIP takes', async () => {
  const requests: WireRequest[] = [];
  const headers = { 'set-cookie': `lemondgfip=${'0'.repeat(32)}_${'f'.repeat(32)}; path=/` };
  const wire: Wire = {
    ask: async (_errand, request, judge) => {
      requests.push(request);
      return judge({ status: 200, headers, body: Buffer.alloc(0) });
    },
    fetchDocument: () => Promise.reject(new Error('not asked')),
    session: (obtain) => ({ get: async (of) => (await obtain(of)).value, drop: () => undefined }),
  };
  const settings = { url: '', authentification: 'https://d.invalid/a', secret: 's t', identifiant: 'i@d', mdp: '' };
  const door = dgfip.open({ wire, settings, clock: { now: () => 0 } });
  await door.ask(
    errand,
    {
      url: 'https://d.invalid/x',
      parameters: { siren: '100100015', villeIS: 'LE MANS', complementIS: '', adresseIS: null },
    },
    () => null,
  );
  expect(requests.map(({ url }) => url)).toEqual([
    'https://d.invalid/a',
    'https://d.invalid/x?userId=a_b_c_at_exemple_invalid&siren=100100015&villeIS=LE+MANS',
  ]);
  expect(requests[0]?.body).toBe('secret=s+t&identifiant=i%40d&mdp=');
  expect(requests[1]?.headers).toMatchObject({ Cookie: headers['set-cookie'] });
});
