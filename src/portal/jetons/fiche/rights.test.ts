import { describe, expect, it } from 'vitest';
import { loadEndpoints } from '../../../gateway/rooms.ts';
import { emptyContenu } from '../../../habilitations/contenu.ts';
import { donneesOf } from '../../../habilitations/donnees.ts';
import type { Formulaire } from '../../../habilitations/formulaire.ts';
import { droitsDuJeton } from './rights.ts';

const endpoints = await loadEndpoints(new URL('../../../endpoints', import.meta.url).pathname);
const donnees = donneesOf(
  endpoints.map(({ name, title, scopes, providers }) => ({
    ...{ name, title, scopes, provider: providers[0]?.name ?? '', categorie: 'toutes' },
    ouverture: name === 'entreprises' || name === 'associations' ? 'publique' : 'protégée',
  })),
);
const services = endpoints.map((endpoint) => ({ endpoint, counter: { name: 'json', limit: 250, windowMs: 60_000 } }));

const form = (codes: string[]): Formulaire => ({
  casUsage: 'preremplissage',
  intitule: 'Essai',
  siret: null,
  contenu: { ...emptyContenu, donnees: codes },
});

type Asked = Parameters<typeof droitsDuJeton>[0];

function of(name: string, asked: Partial<Asked>) {
  const whole: Asked = {
    ...{ services, donnees, jeton: { roles: [], usage: 'protege' } },
    ...{ accorde: form([]), actuel: form([]), peutDemander: true, ...asked },
  };
  return droitsDuJeton(whole).find((droit) => droit.name === name);
}

describe('the rights of a token, in words', () => {
  it('follow what the token holds, not what was asked since', () => {
    const jeton = { roles: ['entreprises'], usage: 'protege' };
    expect(of('entreprises', { jeton })).toMatchObject({ ouvert: true, motif: '', demandable: null });
    expect(of('etablissements', { jeton, accorde: form(['etablissements']) })).toMatchObject({
      ouvert: false,
      motif: 'Demandée dans l’habilitation, absente de ce jeton.',
      demandable: null,
    });
    expect(of('etablissements', { jeton, actuel: form(['etablissements']) })?.motif).toContain('Ajoutée depuis');
  });

  it('say that a right of the past is still honoured', () => {
    const jeton = { roles: ['actes_bilans_inpi'], usage: 'protege' };
    for (const name of ['actes_inpi', 'bilans_inpi'])
      expect(of(name, { jeton })).toMatchObject({ ouvert: true, motif: expect.stringContaining('actes_bilans_inpi') });
  });

  it('offer to a form open to anyone open data alone', () => {
    const jeton = { roles: [], usage: 'preremplissage_ouvert' };
    expect(of('exercices', { jeton })).toMatchObject({
      motif: expect.stringContaining('ouvert à tous'),
      demandable: null,
    });
    expect(of('associations', { jeton })).toMatchObject({
      motif: expect.stringContaining('Non demandée'),
      demandable: 'associations',
    });
  });

  it('offer nothing to who may not ask, and tell every service, those that are open first', () => {
    const jeton = { roles: ['qualibat'], usage: 'protege' };
    expect(of('exercices', { jeton, peutDemander: false })?.demandable).toBeNull();
    const all = droitsDuJeton({ services, donnees, jeton, accorde: form([]), actuel: null, peutDemander: true });
    expect(all.map(({ name }) => name).sort()).toEqual(endpoints.map(({ name }) => name).sort());
    expect(all.map(({ ouvert }) => ouvert)).toEqual([true, ...all.slice(1).map(() => false)]);
  });
});
