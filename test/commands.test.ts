import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit } from './support/http.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';
import { claimsOf } from './support/tokens.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

describe('commands', () => {
  it('jeton creer prints as many tokens as asked, alone, with their claims', async () => {
    const tokens = await instance.apie(
      'jeton',
      'creer',
      '--droits',
      'entreprises,probtp',
      '--sujet',
      'essai',
      '--nombre',
      '3',
    );
    expect(new Set(tokens.map((token) => claimsOf(token)['jti'])).size).toBe(3);
    expect(claimsOf(tokens[0] ?? '')).toMatchObject({ roles: ['entreprises', 'probtp'], sub: 'essai', version: '1.0' });
    const [all = ''] = await instance.apie('jeton', 'creer', '--droits', 'tous');
    expect(claimsOf(all)['roles']).not.toContain('actes_bilans_inpi');
    const days = (Number(claimsOf(all)['exp']) - Number(claimsOf(all)['iat'])) / 86_400;
    expect(days).toBeGreaterThan(540);
  });

  it.each([
    [['jeton', 'creer']],
    [['jeton', 'creer', '--droits', 'inconnu']],
    [['jeton', 'creer', '--droits', 'tous', '--nombre', '0']],
    [['jeton', 'creer', '--droits', 'tous', '--expire-dans', 'demain']],
    [['jeton', 'creer', '--droits', 'tous', '--usage', 'autre']],
    [['jeton', 'creer', '--inconnue', 'a']],
    [['jeton', 'revoquer']],
    [['jeton', 'revoquer', 'a.b.c']],
    [['jeton', 'revoquer', '00000000-0000-4000-8000-000000000000']],
    [['traces', 'exporter', '--depuis', 'hier']],
    [['horloge', 'avancer', '-1j']],
    [['horloge', 'avancer', 'x']],
    [['simulateur', 'panne', 'inconnu', '500']],
    [['simulateur', 'panne', 'msa', 'inconnue']],
    [['inconnue']],
    [[]],
  ])('%j is refused with a sentence', async (words) => {
    await expect(instance.apie(...words)).rejects.toThrow(/\S.{10,}/);
  });

  it('journal verifier tells that the journal is whole, and whether an act known elsewhere is still in it', async () => {
    const token = await instance.token();
    await instance.apie('jeton', 'revoquer', token);
    const [said = ''] = await instance.apie('journal', 'verifier');
    expect(said).toMatch(/^Journal entier : \d+ actes liés, dernière empreinte [\da-f]{64}\.$/);
    const print = /[\da-f]{64}/.exec(said)?.[0] ?? '';
    expect(await instance.apie('journal', 'verifier', '--contient', print)).toHaveLength(1);
    await expect(instance.apie('journal', 'verifier', '--contient', '0'.repeat(64))).rejects.toThrow('tronqué');
    const last = JSON.parse((await instance.apie('journal', 'exporter')).at(-1) ?? '');
    expect(last).toMatchObject({ acte: 'jeton.revoque', cible: claimsOf(token)['jti'], empreinte: print });
    expect(JSON.stringify(last)).not.toContain('eyJ');
  });

  it('jeton lister never shows a token, and says what each has become', async () => {
    const token = await instance.token();
    await instance.apie('jeton', 'revoquer', token);
    expect(await instance.apie('jeton', 'revoquer', token)).toEqual([expect.stringContaining('déjà révoqué')]);
    const lines = await instance.apie('jeton', 'lister');
    expect(lines.join('').includes('eyJ')).toBe(false);
    const mine = lines.map((line) => JSON.parse(line)).find(({ jti }) => jti === claimsOf(token)['jti']);
    expect(mine).toMatchObject({ etat: 'revoque' });
  });

  it('simulateur panne puts a provider out of order and back', async () => {
    const token = await instance.token();
    const status = async () => (await instance.call('/v2/cotisations_msa/10010001500013', token)).status;
    for (const [panne, expected] of [
      ['refus', 503],
      ['500', 502],
      ['503', 503],
      ['illisible', 502],
      ['fin', 200],
    ] as const) {
      await instance.apie('simulateur', 'panne', 'msa', panne);
      expect(await status(), panne).toBe(expected);
    }
  });

  it('traces exporter keeps to its two instants', async () => {
    const token = await instance.token();
    await visit(`${instance.url}/v2/privileges?token=${token}`);
    const future = new Date(Date.now() + 60_000).toISOString();
    expect(await instance.apie('traces', 'exporter', '--depuis', future)).toEqual([]);
    expect((await instance.apie('traces', 'exporter', '--jusqu-a', future)).length).toBeGreaterThan(0);
  });
});
