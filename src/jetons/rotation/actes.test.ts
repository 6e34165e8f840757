import { describe, expect, it } from 'vitest';
import { actesPossibles } from './actes.ts';
import { etatVu, pourquoiPasRetabli } from './administration.ts';

const now = Date.parse('2026-12-01T12:00:00Z');
const at = (hours: number) => new Date(now + hours * 3_600_000);
const works = { expire_le: at(10_000), revoque_le: null, banni_le: null, remplace_par: null, roles: ['entreprises'] };
const alone = { retrait: null, remplacant: null, remplace: null };
const soon = { ...works, banni_le: at(24) };
const done = (jeton: typeof works | object, beside: object = {}) =>
  Object.entries(actesPossibles({ ...alone, jeton: { ...works, ...jeton }, ...beside }, now))
    .filter(([, possible]) => possible)
    .map(([act]) => act);

describe('what a requester may do with a token', () => {
  it.each([
    ['alone', works, {}, ['fuite', 'fuiteDifferee', 'prochain']],
    ['its next one is there', works, { remplacant: works }, ['fuite', 'fuiteDifferee', 'retirer']],
    [
      'its next one is withdrawn',
      works,
      { remplacant: { ...works, revoque_le: at(-1) } },
      ['fuite', 'fuiteDifferee', 'prochain'],
    ],
    ['its next one does less', works, { remplacant: { ...works, roles: [] } }, ['fuite', 'fuiteDifferee', 'prochain']],
    ['the one before it works', works, { remplace: works }, ['fuite']],
    [
      'the one before it is withdrawn',
      works,
      { remplace: { ...works, banni_le: at(-1) } },
      ['fuite', 'fuiteDifferee', 'prochain'],
    ],
    ['its own withdrawal is to come', soon, { retrait: { origine: 'demandeur' }, remplacant: works }, ['retirer']],
    ['an operator’s withdrawal is to come', soon, { retrait: { origine: 'operateur' } }, ['retirer']],
    ['withdrawn', { revoque_le: at(-1) }, { remplacant: works }, []],
    ['expired', { expire_le: at(0) }, {}, []],
  ])('%s', (_, jeton, beside, possible) => {
    expect(done(jeton, beside)).toEqual(possible);
  });
});

describe('what an operator may undo', () => {
  const revoked = { ...works, revoque_le: at(-1) };
  const operator = { retrait: { origine: 'operateur' }, octroi: { etat: 'active' } } as const;

  it.each([
    ['his revocation', revoked, operator],
    ['his revocation that is to come', soon, operator],
    ['of a token made by command', revoked, { ...operator, octroi: null }],
    ['of a token that runs to its end under a former grant', revoked, { ...operator, octroi: { etat: 'obsolete' } }],
  ] as const)('%s', (_, jeton, beside) => {
    expect(pourquoiPasRetabli(jeton, beside, now)).toBeNull();
  });

  it.each([
    ['what its requester withdrew', revoked, { ...operator, retrait: { origine: 'demandeur' } }, 'Son demandeur'],
    ['what went with its grant', revoked, { ...operator, octroi: { etat: 'revoquee' } }, 'habilitation est révoquée'],
    ['what is expired', { ...revoked, expire_le: at(0) }, operator, 'pris fin'],
    ['what is not revoked', works, { ...operator, retrait: null }, 'pas révoqué'],
    ['what nobody says who withdrew', revoked, { ...operator, retrait: null }, 'pas celui d’un exploitant'],
  ] as const)('not %s', (_, jeton, beside, why) => {
    expect(pourquoiPasRetabli(jeton, beside, now)).toContain(why);
  });

  it('what he read is no longer the same once anything has been decided', () => {
    const states = [works, revoked, soon, { ...works, banni_le: at(25) }, { ...works, remplace_par: 'un-autre' }];
    expect(new Set(states.map(etatVu)).size).toBe(states.length);
  });
});
