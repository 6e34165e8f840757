import { describe, expect, it } from 'vitest';
import { defineProvider } from '../core/provider.ts';
import { readConfig } from './config.ts';

const DATABASE_URL = 'postgres://api@127.0.0.1/base';
const JETON_SECRET = 'un-secret-de-test-de-quarante-caracteres!';
const SONDES_URL = 'https://api.exemple.invalid';

const roles = (ROLES?: string) => [...readConfig(ROLES === undefined ? {} : { ROLES }, []).roles];
const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment, []);
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('the roles of a process', () => {
  it('are all of them by default, or those it is given, in any order', () => {
    expect(roles()).toEqual(['gateway', 'portal', 'watch', 'worker']);
    expect(roles(' watch , portal,watch')).toEqual(['portal', 'watch']);
  });

  it.each(['guichet', 'portal,Watch', ','])('refuse %j in a sentence that names those there are', (ROLES) => {
    expect(refusal({ ROLES })).toContain(
      `ROLES doit être une liste de rôles parmi gateway, portal, watch, worker, séparés par des virgules (reçu « ${ROLES} »).`,
    );
  });
});

describe('a node without the gateway', () => {
  const phare = defineProvider({
    slug: 'phare',
    code: '99',
    name: 'Office des phares',
    settings: { url: { variable: 'PHARE_URL', kind: 'url', purpose: 'Adresse des phares' } },
    open: () => null,
  });

  it('is asked for no setting of a provider, and knows whether data is fictional', () => {
    expect(() => readConfig({ SIMULATOR: 'non' }, [phare])).toThrow('PHARE_URL manque');
    expect(readConfig({ SIMULATOR: 'non', ROLES: 'portal' }, [phare]).sandbox).toBe(false);
    expect(readConfig({ ROLES: 'portal' }, [phare]).sandbox).toBe(true);
    expect(readConfig({}, [phare]).sandbox).toBe(true);
  });
});

describe('roles apart on one database', () => {
  it('need the same secret of tokens, that none must make for itself', () => {
    expect(refusal({ ROLES: 'portal', DATABASE_URL })).toContain('JETON_SECRET manque');
    expect(refusal({ ROLES: 'portal', DATABASE_URL, JETON_SECRET })).toBe('');
    expect(refusal({ DATABASE_URL })).toBe('');
    expect(refusal({ ROLES: 'portal' })).toBe('');
  });

  it('need the address of the gateway where the prober is without it', () => {
    const watching = { ROLES: 'portal,watch', DATABASE_URL, JETON_SECRET };
    expect(refusal(watching)).toContain('PUBLIC_URL ou SONDES_URL manque');
    expect(refusal({ ...watching, SONDES_URL })).toBe('');
    expect(refusal({ ...watching, PUBLIC_URL: SONDES_URL })).toBe('');
    expect(refusal({ ...watching, SONDES: 'non' })).toBe('');
    expect(refusal({ ...watching, ROLES: 'gateway,watch' })).toBe('');
  });
});
