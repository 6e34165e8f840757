import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { Visitor } from '../support/visitor.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

const create = (...more: string[]): Promise<string[]> =>
  instance.apie('compte', 'creer', '--role', 'administrateur', ...more);

describe('compte creer', () => {
  it('makes an account that logs in, and shows no password that was given', async () => {
    const lines = await create('--email', 'Un@ville.example', '--mot-de-passe', 'motdepasse');
    expect(lines).toEqual(['Compte créé : un@ville.example (administrateur).']);
    expect((await new Visitor(instance.url).logIn('un@ville.example', 'motdepasse')).status).toBe(303);
  });

  it('draws a password when none is given', async () => {
    const [, line = ''] = await create('--email', 'deux@ville.example');
    const drawn = /^Mot de passe : ([\w-]{20})$/.exec(line)?.[1] ?? '';
    expect((await new Visitor(instance.url).logIn('deux@ville.example', drawn)).status).toBe(303);
    expect(instance.logged()).not.toContain(drawn);
  });

  it('refuses an e-mail that has an account, and leaves that one as it is', async () => {
    await create('--email', 'trois@ville.example', '--mot-de-passe', 'premier mot');
    await expect(create('--email', ' TROIS@ville.example', '--mot-de-passe', 'second mot')).rejects.toThrow(
      'Un compte existe déjà pour trois@ville.example',
    );
    expect((await new Visitor(instance.url).logIn('trois@ville.example', 'premier mot')).status).toBe(303);
  });

  it.each([
    [['--email', 'x@ville.example', '--mot-de-passe', 'sept...'], '8 caractères au moins'],
    [['--email', 'x', '--mot-de-passe', 'un mot de passe'], '--email est obligatoire'],
    [['--mot-de-passe', 'un mot de passe'], '--email est obligatoire'],
    [['--email', 'x@ville.example', '--role', 'roi'], '--role est obligatoire, parmi : demandeur'],
    [['--email', 'x@ville.example', '--role', 'instructeur,'], '--role est obligatoire'],
    [['--email', 'x@ville.example', '--inconnue', 'x'], 'Option refusée'],
  ])('refuses %j, saying why', async (words, sentence) => {
    await expect(create(...words)).rejects.toThrow(sentence);
    expect((await instance.apie('compte', 'lister')).join()).not.toContain('"x@ville.example"');
  });
});

describe('the other commands of accounts', () => {
  it('list accounts without their passwords', async () => {
    await create('--email', 'liste@ville.example', '--prenom', 'Camille', '--nom', 'Martin');
    const lines = await instance.apie('compte', 'lister');
    expect(lines.join()).not.toMatch(/argon2|mot_de_passe/);
    const mine = lines.map((line) => JSON.parse(line)).find(({ email }) => email === 'liste@ville.example');
    expect(mine).toMatchObject({ prenom: 'Camille', nom: 'Martin', roles: ['administrateur'], etat: 'actif' });
  });

  it('deactivate and reactivate, and say when there is nothing to do', async () => {
    await create('--email', 'va@ville.example');
    const say = async (verb: string): Promise<string> =>
      (await instance.apie('compte', verb, 'VA@ville.example')).join();
    expect(await say('desactiver')).toContain('désactivé, ses sessions sont fermées');
    expect(await say('desactiver')).toContain('déjà désactivé');
    expect(await say('reactiver')).toContain('réactivé');
    expect(await say('reactiver')).toContain('déjà actif');
  });

  it('give another password', async () => {
    await create('--email', 'perdu@ville.example', '--mot-de-passe', 'un ancien mot');
    await instance.apie('compte', 'mot-de-passe', 'perdu@ville.example', '--mot-de-passe', 'un nouveau mot');
    expect((await new Visitor(instance.url).logIn('perdu@ville.example', 'un ancien mot')).status).toBe(422);
    expect((await new Visitor(instance.url).logIn('perdu@ville.example', 'un nouveau mot')).status).toBe(303);
  });

  it.each(['desactiver', 'reactiver', 'mot-de-passe'])('%s refuses an unknown account', async (verb) => {
    await expect(instance.apie('compte', verb, 'personne@ville.example')).rejects.toThrow('Aucun compte pour');
    await expect(instance.apie('compte', verb)).rejects.toThrow();
  });
});
