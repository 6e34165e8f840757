import { expect, it } from 'vitest';
import { startTestInstance } from '../../../test/support/instance.ts';
import { readConfig } from '../../platform/config.ts';
import { defineSimulation, textReply } from '../../simulator/simulation.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import { fntp } from './provider.ts';

const TOKEN = 'jeton fictif & co';

it('is given our token in the address, which no log and no answer repeats', async () => {
  const given: (string | null)[] = [];
  const simulation = defineSimulation('fntp', [
    {
      method: 'GET',
      path: /^\/rip\/sgmap\/100100015\/cartepro$/,
      answer: ({ query }) => {
        given.push(query.get('token'));
        return textReply('Erreur fictive', 'text/plain', 500);
      },
    },
  ]);
  const real = await startSimulator({ simulations: [simulation], slugs: ['fntp'], firstPort: 0 });
  const instance = await startTestInstance({ environment: { FNTP_URL: real.urlOf('fntp'), FNTP_TOKEN: TOKEN } });
  try {
    const response = await instance.call('/v2/cartes_professionnelles_fntp/100100015', await instance.token());
    const said = (await response.text()) + JSON.stringify([...response.headers]) + instance.logged();
    expect([response.status, given]).toEqual([502, [TOKEN]]);
    expect(said).not.toMatch(/jeton fictif|jeton\+fictif|jeton%20fictif/);
  } finally {
    await instance.stop();
    await real.close();
  }
});

it('refuses to be given without its token, naming it', () => {
  expect(() => readConfig({ FNTP_URL: 'http://fntp.exemple.invalid' }, [fntp])).toThrow(/FNTP_TOKEN/);
});
