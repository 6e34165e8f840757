import { describe, expect, it } from 'vitest';
import { PASSWORD_MIN_SANDBOX, passwordFault } from './password-rule.ts';

const email = 'camille.martin@ministere.example';

describe('a password that one chooses', () => {
  it.each([
    'cheval agrafe pile correct',
    'Tr0ub4dor&3-etc',
    'été à la mer, encore',
    'xK9#mQ2$vL7p',
    '日本語のとても長い合言葉です',
  ])('%s is taken', (password) => expect(passwordFault(password, email)).toBeNull());

  it.each(['', 'onze carac.', 'a'.repeat(257)])('%s is refused for its length', (password) =>
    expect(passwordFault(password, email)).toMatch(/caractères au (moins|plus)/));

  it.each([
    'motdepasse12',
    'MotDePasse2026!',
    'M0td3p@ss3!!',
    'password12345',
    'Administrateur1',
    'azertyuiop12',
    '123456789012',
    '210987654321',
    'abcdefghijkl',
    'aaaaaaaaaaaaaa',
    'camille.martin',
    'Camille.Martin12',
  ])('%s is refused: it is tried among the first', (password) =>
    expect(passwordFault(password, email)).toContain('parmi les premiers'));

  it('is shorter and freer in a sandbox', () => {
    expect(passwordFault('password', email, PASSWORD_MIN_SANDBOX)).toBeNull();
    expect(passwordFault('passwor', email, PASSWORD_MIN_SANDBOX)).toContain('8 caractères');
  });
});
