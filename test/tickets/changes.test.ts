import { describe, expect, it } from 'vitest';
import type { EtatTicket } from '../../src/records/tables/support.ts';
import type { Ticket } from '../../src/records/tickets.ts';
import { answer, move, reply, settle } from '../../src/support/changes.ts';
import { Refused } from '../../src/support/refused.ts';

const now = new Date('2026-11-24T10:00:00Z');

function ticket(etat: EtatTicket, changes: Partial<Ticket> = {}): Ticket {
  const resolu_le = etat === 'resolu' ? now : null;
  const who = { email: 'a@b.example', nom: '', compte: null, adresse: '' };
  const dates = { ouvert_le: now, modifie_le: now, resolu_le, efface_le: null };
  const about = { genre: 'general', sujet: 'Objet', champs: {}, endpoint: null } as const;
  return { numero: 'S-2026-000001', etat, version: 1, ...about, ...who, ...dates, ...changes };
}

describe('what becomes of a ticket', () => {
  it.each([
    ['recu', 'recu'],
    ['en_cours', 'en_cours'],
    ['en_attente', 'en_cours'],
    ['resolu', 'en_cours'],
  ] as const)('%s, once its author has written: %s, and the support is told', (before, after) => {
    const { update, etat, tells } = reply('Encore')(ticket(before), now);
    expect([update, tells]).toEqual([{ etat: after, resolu_le: null }, 'support']);
    expect(etat).toBe(before === after ? null : after);
  });

  it('closed by its author: resolved at that moment, once', () => {
    expect(settle()(ticket('en_cours'), now)).toMatchObject({
      update: { etat: 'resolu', resolu_le: now },
      tells: 'support',
    });
    expect(() => settle()(ticket('resolu'), now)).toThrow('déjà résolu');
  });

  it('answered: its author is told, whatever follows', () => {
    for (const etat of ['en_attente', 'en_cours', 'resolu'] as const)
      expect(answer('Voici', etat)(ticket('recu'), now)).toMatchObject({ update: { etat }, tells: 'demandeur' });
  });

  it('moved without a word: its author is told of an end alone', () => {
    expect(move('en_cours')(ticket('recu'), now).tells).toBeNull();
    expect(move('resolu')(ticket('recu'), now).tells).toBe('demandeur');
    for (const etat of ['recu', 'en_attente', 'resolu'] as const)
      expect(() => move(etat)(ticket('resolu'), now)).toThrow(Refused);
  });

  it('once its contacts are erased: nothing more', () => {
    const erased = ticket('resolu', { email: '', efface_le: now });
    for (const decide of [reply('x'), settle(), answer('x', 'resolu'), move('en_cours')])
      expect(() => decide(erased, now)).toThrow('effacées');
  });
});
