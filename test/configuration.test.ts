import { describe, expect, it } from 'vitest';
import { defineProvider } from '../src/core/provider.ts';
import { readConfig } from '../src/platform/config.ts';
import { insee } from '../src/providers/insee/provider.ts';
import { envExample } from '../tools/env-example.ts';

const phare = defineProvider({
  slug: 'phare',
  code: '99',
  name: 'Office des phares',
  settings: {
    url: { variable: 'PHARE_URL', kind: 'url', purpose: 'Adresse des phares' },
    dialect: { variable: 'PHARE_DIALECTE', kind: 'choice', values: ['1997', '2014'], purpose: 'Génération' },
    cle: { variable: 'PHARE_CLE', kind: 'credential', purpose: 'Clé' },
    ancienne: { variable: 'PHARE_ANCIENNE', kind: 'credential', dialects: ['1997'], purpose: 'Clé de 1997' },
    compte: { variable: 'PHARE_COMPTE', kind: 'credential', dialects: ['2014'], purpose: 'Compte de 2014' },
    certificat: { variable: 'PHARE_CERTIFICAT', kind: 'file', dialects: ['2014'], purpose: 'Certificat de 2014' },
  },
  open: () => null,
});

const PHARE_URL = 'https://phares.exemple.invalid';
const read = (environment: Record<string, string>) => readConfig(environment, [phare]).providers.get('phare');

describe('a choice', () => {
  it('is its first value when nothing is said, simulated or not', () => {
    expect(read({})).toMatchObject({ simulated: true, values: { dialect: '1997' } });
    const given = { PHARE_URL, PHARE_CLE: 'c', PHARE_ANCIENNE: 'a' };
    expect(read(given)).toMatchObject({ simulated: false, values: { dialect: '1997' } });
  });

  it('can be made of a simulated provider', () => {
    expect(read({ PHARE_DIALECTE: '2014' })?.values).toMatchObject({ dialect: '2014', compte: 'bac-a-sable' });
  });

  it('is refused in a sentence that names the values', () => {
    expect(() => read({ PHARE_DIALECTE: '2020' })).toThrow(
      "PHARE_DIALECTE doit être l'une des valeurs 1997, 2014 (reçu « 2020 »).",
    );
  });
});

describe('a credential of one dialect', () => {
  /** The sentence that refuses the start, with the names of what is missing. */
  function missing(environment: Record<string, string>): string[] {
    try {
      read({ PHARE_URL, ...environment });
      return [];
    } catch (error) {
      return String(error).match(/PHARE_(CLE|ANCIENNE|COMPTE|CERTIFICAT)/g) ?? [];
    }
  }

  it.each([
    [{}, ['PHARE_CLE', 'PHARE_ANCIENNE']],
    [{ PHARE_DIALECTE: '1997', PHARE_CLE: 'c' }, ['PHARE_ANCIENNE']],
    [{ PHARE_DIALECTE: '2014' }, ['PHARE_CLE', 'PHARE_COMPTE', 'PHARE_CERTIFICAT']],
    [{ PHARE_DIALECTE: '2014', PHARE_CLE: 'c', PHARE_ANCIENNE: 'a' }, ['PHARE_COMPTE', 'PHARE_CERTIFICAT']],
    [{ PHARE_CLE: 'c', PHARE_ANCIENNE: 'a' }, []],
  ])('is asked for with that one only: %j lacks %j', (environment, names) => {
    expect(missing(environment)).toEqual(names);
  });
});

describe('INSEE', () => {
  const INSEE_URL = 'https://sirene.exemple.invalid';
  const account = { INSEE_CLIENT_ID: 'i', INSEE_CLIENT_SECRET: 's', INSEE_USERNAME: 'u', INSEE_PASSWORD: 'p' };
  const start = (environment: Record<string, string>) => readConfig(environment, [insee]).providers.get('insee');

  it('asks for the credentials of the generation that is spoken, and no other', () => {
    expect(() => start({ INSEE_URL })).toThrow(/: INSEE_CREDENTIALS \([^)]*\)\.$/);
    expect(() => start({ INSEE_URL, INSEE_DIALECTE: '3.11' })).toThrow(
      /: INSEE_CLIENT_ID .*INSEE_CLIENT_SECRET .*INSEE_USERNAME .*INSEE_PASSWORD \([^)]*\)\.$/,
    );
    expect(start({ INSEE_URL, INSEE_CREDENTIALS: 'c' })?.values).toMatchObject({ dialect: 'V3', credentials: 'c' });
  });

  it('takes its tokens elsewhere in 3.11', () => {
    const spoken = { INSEE_URL, INSEE_DIALECTE: '3.11', ...account };
    expect(start(spoken)?.values).toMatchObject({ oauthUrl: `${INSEE_URL}/oauth2/token` });
    const INSEE_OAUTH_URL = 'https://jetons.exemple.invalid/jeton';
    expect(start({ ...spoken, INSEE_OAUTH_URL })?.values).toMatchObject({ oauthUrl: INSEE_OAUTH_URL });
  });
});

it('.env.example says what can be chosen, and which dialect a credential is for', () => {
  const lines = envExample([phare]).split('\n');
  expect(lines).toContain('# Génération (1997 ou 2014)');
  expect(lines).toContain('#PHARE_DIALECTE=1997');
  expect(lines).toContain('# Compte de 2014 (ou PHARE_COMPTE_FILE ; PHARE_DIALECTE=2014)');
});

describe('mail', () => {
  const mail = (environment: Record<string, string>) => readConfig(environment, []).mail;

  it('goes to files, from the service, when nothing is said', () => {
    const from = { name: 'API Entreprise', address: 'ne-pas-repondre@entreprise.api.example' };
    expect(mail({})).toEqual({ smtpUrl: null, from });
  });

  it('takes its server and its sender', () => {
    const SMTP_URL = 'smtps://compte:secret@courrier.example';
    const from = { name: 'Mairie, service des eaux', address: 'eaux@mairie.example' };
    expect(mail({ SMTP_URL, MAIL_FROM: '"Mairie, service des eaux" <eaux@mairie.example>' })).toEqual({
      smtpUrl: SMTP_URL,
      from,
    });
    expect(mail({ MAIL_FROM: 'eaux@mairie.example' }).from).toEqual({ name: '', address: 'eaux@mairie.example' });
  });

  it.each([
    'http://courrier.example',
    'smtp://',
    'smtp://compte:motdepasse@',
    'compte:motdepasse@courrier.example',
  ])('refuses the server « %s », without repeating it', (SMTP_URL) => {
    expect(() => mail({ SMTP_URL })).toThrow(/SMTP_URL doit être une adresse smtp/);
    expect(() => mail({ SMTP_URL })).not.toThrow('motdepasse');
  });

  it.each([
    'personne',
    'a@b@c',
    'Nom <nom>',
    'a@x.example, b@x.example',
    'Nom <a@x.example',
  ])('refuses the sender « %s »', (MAIL_FROM) => {
    expect(() => mail({ MAIL_FROM })).toThrow(/MAIL_FROM doit être une adresse/);
  });
});

describe('an identity provider', () => {
  const whole = {
    OIDC_ISSUER: 'https://identite.exemple.invalid',
    OIDC_CLIENT_ID: 'nous',
    OIDC_CLIENT_SECRET: 'secret',
  };
  const oidc = (environment: Record<string, string>) => readConfig(environment, []).oidc;

  it('is none by default; given, is asked what ProConnect answers', () => {
    expect(oidc({})).toBeNull();
    expect(oidc(whole)).toEqual({
      issuer: 'https://identite.exemple.invalid',
      clientId: 'nous',
      clientSecret: 'secret',
      scopes: 'openid email given_name usual_name siret',
      label: 'ProConnect',
      signedUserinfo: true,
    });
    expect(oidc({ ...whole, OIDC_LABEL: 'Notre annuaire', OIDC_USERINFO_SIGNE: 'non' })).toMatchObject({
      label: 'Notre annuaire',
      signedUserinfo: false,
    });
    expect(oidc({ ...whole, OIDC_ISSUER: 'http://localhost:4000' })?.issuer).toBe('http://localhost:4000');
  });

  it.each([
    [{ ...whole, OIDC_ISSUER: 'http://identite.exemple.invalid' }, 'OIDC_ISSUER doit être une adresse https'],
    [{ ...whole, OIDC_ISSUER: 'identite' }, 'OIDC_ISSUER doit être une adresse https'],
    [{ OIDC_ISSUER: whole.OIDC_ISSUER }, 'OIDC_CLIENT_SECRET manque'],
    [{ ...whole, OIDC_CLIENT_ID: '' }, 'OIDC_CLIENT_ID manque'],
    [{ OIDC_CLIENT_ID: 'nous' }, 'ne vont pas sans OIDC_ISSUER'],
    [{ ...whole, OIDC_SCOPES: 'email' }, 'OIDC_SCOPES doit contenir openid'],
    [{ ...whole, OIDC_USERINFO_SIGNE: 'parfois' }, 'OIDC_USERINFO_SIGNE doit être'],
  ])('%j is refused', (environment, sentence) => {
    expect(() => oidc(environment)).toThrow(sentence);
    expect(() => oidc(environment)).not.toThrow('« secret »');
  });
});
