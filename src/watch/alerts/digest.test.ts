import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parisClock } from '../../core/dates/paris-clock.ts';
import { type DigestFacts, digest, digestDay } from './digest.ts';
import { anInput, aSonde, at, Rounds, START, watched } from './rounds.fixture.ts';

const where = { publicUrl: 'https://api.exemple.invalid' };

describe('the digest is due once a day, at 8 o’clock in Paris', () => {
  it.each([
    ['2026-03-29T05:59:59Z', '2026-03-28'],
    ['2026-03-29T06:00:00Z', '2026-03-29'],
    ['2026-10-25T06:59:59Z', '2026-10-24'],
    ['2026-10-25T07:00:00Z', '2026-10-25'],
    ['2026-12-31T23:30:00Z', '2026-12-31'],
  ])('at %s the last one is that of %s, whatever the season', (instant, day) => {
    expect(digestDay(new Date(instant))).toBe(day);
  });

  it('each day has one, and time never brings an older one back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 730 * 24 }), (hours) => {
        const now = START.getTime() + hours * 3_600_000;
        const due = digestDay(new Date(now));
        const after = digestDay(new Date(now + 3_600_000));
        expect(after >= due).toBe(true);
        const turned = after !== due;
        const { minutesOfDay } = parisClock(now + 3_600_000);
        expect(turned).toBe(minutesOfDay >= 8 * 60 && minutesOfDay < 9 * 60);
      }),
    );
  });
});

describe('what the digest says', () => {
  const facts = (over: Partial<DigestFacts> = {}): DigestFacts => ({
    day: '2026-11-25',
    open: [],
    changed: [],
    calls: 99.9,
    probes: [{ endpoint: 'entreprises', jour: '2026-11-24', sondes: 24, reussies: 23, en_maintenance: 1 }],
    endpoints: Object.values(watched),
    segments: 0,
    ...over,
  });

  it('nothing to say is said to be so', () => {
    const { isQuiet, message } = digest(facts(), where);
    expect(isQuiet).toBe(true);
    expect(message.sujet).toBe('Bilan du matin : rien à signaler');
    expect(message.texte).toContain('Disponibilité du 24 novembre 2026 : 99,9 % des appels, 100 % des sondes.');
  });

  it('what is still wrong, what is over, who was under what is promised, what waits', () => {
    const rounds = new Rounds();
    const bad = (name: string, codes: number[]) =>
      [name, codes.map((code, rank) => aSonde(name, at(rank * 5), code))] as const;
    rounds.run(
      anInput({ now: at(10), probes: new Map([bad('entreprises', [503, 503]), bad('cotisations_msa', [502, 502])]) }),
    );
    rounds.run(anInput({ now: at(20), probes: new Map([bad('cotisations_msa', [502, 502, 200, 200])]) }));
    const { isQuiet, message } = digest(
      facts({
        open: rounds.rows.filter(({ close_le }) => close_le === null),
        changed: rounds.rows,
        calls: null,
        probes: [{ endpoint: 'entreprises', jour: '2026-11-24', sondes: 24, reussies: 12, en_maintenance: 0 }],
        segments: 4,
      }),
      where,
    );
    expect(isQuiet).toBe(false);
    expect(message.sujet).toBe('Bilan du matin : 1 alerte en cours, 1 alerte terminée');
    expect(message.texte).toContain(`En cours :\n- ${watched.entreprises.title} (entreprises) : en panne depuis le`);
    expect(message.texte).toContain(
      `Terminé depuis le bilan précédent :\n- ${watched.cotisations.title} (cotisations_msa)`,
    );
    expect(message.texte).toContain('aucune mesure des appels, 50 % des sondes.');
    expect(message.texte).toContain('(entreprises) : 50 %');
    expect(message.texte).toContain('Traces en attente d’expédition : 4 segments.');
  });

  it('a day under what is promised is worth a message', () => {
    expect(digest(facts({ calls: 98 }), where).isQuiet).toBe(false);
  });
});
