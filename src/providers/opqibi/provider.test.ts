import { expect, it } from 'vitest';
import { startTestInstance } from '../../../test/support/instance.ts';
import { readConfig } from '../../platform/config.ts';
import { opqibi } from './provider.ts';

it.each([
  ['2021', { token: 'secret-opqibi-41' }],
  ['2024', {}],
])('protocol of %s: passes %j', async (dialect, query) => {
  const instance = await startTestInstance({
    environment: { OPQIBI_DIALECTE: dialect, OPQIBI_TOKEN: 'secret-opqibi-41' },
  });
  try {
    const simulated = instance.simulator.provider('opqibi');
    if (simulated === undefined) throw new Error('opqibi is simulated');
    const received: [string, Record<string, string>][] = [];
    simulated.intercept = ({ path, query }) => {
      received.push([path, Object.fromEntries(query)]);
      return null;
    };
    const response = await instance.call('/v2/certificats_opqibi/100100015', await instance.token());
    expect(response.status).toBe(200);
    expect(received).toEqual([['/certificats/100100015', query]]);
    expect(instance.logged()).not.toContain('secret-opqibi-41');
  } finally {
    await instance.stop();
  }
});

it('asks for a token where the protocol takes one', () => {
  const url = { OPQIBI_URL: 'https://ingenierie.exemple.fr' };
  expect(() => readConfig(url, [opqibi])).toThrow(/OPQIBI_TOKEN/);
  expect(() => readConfig({ ...url, OPQIBI_DIALECTE: '2024' }, [opqibi])).not.toThrow();
});
