import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertInput, Expiry, NodeSigns } from './alert-kind.ts';
import { stepOf } from './expiry.ts';
import { anInput, aSonde, at, DAY_MS, Rounds, START, watched } from './rounds.fixture.ts';

const subjects = (rounds: Rounds) => rounds.messages.map(({ sujet }) => sujet);

function node(over: Partial<NodeSigns> = {}): NodeSigns {
  return { name: 'noeud-1', segments: 0, oldestSegmentMs: 0, journalFailedAt: null, countsAloneSince: null, ...over };
}

describe('what a node sees of itself', () => {
  it('traces that wait, by number or by age, and their departure', () => {
    for (const late of [
      { segments: 120, oldestSegmentMs: 5000 },
      { segments: 1, oldestSegmentMs: 2 * 3_600_000 },
    ]) {
      const rounds = new Rounds();
      rounds.run(anInput({ node: node({ segments: 60, oldestSegmentMs: 600_000 }) }));
      rounds.run(anInput({ now: at(1), node: node(late) }));
      rounds.run(anInput({ now: at(2), node: node(late) }));
      rounds.run(anInput({ now: at(3), node: node() }));
      rounds.run(anInput({ now: at(4), node: node() }));
      expect(subjects(rounds)).toEqual(['Traces en attente d’expédition', 'Traces expédiées de nouveau']);
    }
  });

  it('traces that cannot be written, until five minutes without a failure', () => {
    const rounds = new Rounds();
    for (let minute = 0; minute < 12; minute++)
      rounds.run(anInput({ now: at(minute), node: node({ journalFailedAt: at(Math.min(minute, 3)) }) }));
    expect(subjects(rounds)).toEqual([
      'Traces impossibles à écrire : les appels reçoivent 500',
      'Traces écrites de nouveau',
    ]);
  });

  it('is ended by itself alone, or by its silence', () => {
    const rounds = new Rounds();
    rounds.run(anInput({ node: node({ segments: 200 }) }));
    rounds.run(anInput({ now: at(10), node: node({ name: 'noeud-2' }) }));
    expect(rounds.rows.filter(({ close_le }) => close_le === null)).toHaveLength(1);
    rounds.run(anInput({ now: at(45), node: node({ name: 'noeud-2' }) }));
    expect(rounds.rows.filter(({ close_le }) => close_le === null)).toEqual([]);
    expect(subjects(rounds)).toEqual(['Traces en attente d’expédition']);
  });
});

it('a surge of bans is told once, and ends well under where it began', () => {
  const rounds = new Rounds();
  for (const [minute, bansLastHour] of [9, 10, 14, 8, 5, 4, 3, 11].entries())
    rounds.run(anInput({ now: at(minute), bansLastHour }));
  expect(subjects(rounds)).toEqual([
    'Bannissements : 10 adresses bannies en une heure',
    'Bannissements : 11 adresses bannies en une heure',
  ]);
});

describe('a prober that does not come', () => {
  const seen = (minute: number) =>
    new Map(Object.values(watched).map(({ name }) => [name, [aSonde(name, at(minute), 200)]]));

  it('is one alert as soon as the most watched endpoint is late, and another when it is back', () => {
    const rounds = new Rounds();
    for (const minute of [0, 10, 12, 14, 60, 121, 124]) rounds.run(anInput({ now: at(minute), probes: seen(0) }));
    for (const minute of [125, 126, 127]) rounds.run(anInput({ now: at(minute), probes: seen(125) }));
    expect(subjects(rounds)).toEqual([
      'La sonde ne passe plus : 3 endpoints',
      'La sonde passe de nouveau : 3 endpoints',
    ]);
    expect(rounds.messages[0]?.texte).toContain('aucune sonde depuis le 24 novembre à 11 h 00');
  });

  it('is said to miss some when it comes to the others', () => {
    const rounds = new Rounds();
    const { etablissements, entreprises } = watched;
    const probes = new Map([...seen(0), [entreprises.name, [aSonde(entreprises.name, at(11), 200)]] as const]);
    for (const minute of [12, 14]) rounds.run(anInput({ now: at(minute), probes }));
    expect(subjects(rounds)).toEqual(['La sonde ne passe plus partout : 1 endpoint']);
    expect(rounds.messages[0]?.endpoints).toEqual([etablissements.name]);
  });

  it('is none when nobody was awake to probe', () => {
    const rounds = new Rounds();
    const month = 30 * 24 * 60;
    const input = { probes: seen(0), awakeSince: at(month) };
    for (const minute of [month, month + 1, month + 10]) rounds.run(anInput({ ...input, now: at(minute) }));
    expect(rounds.rows).toEqual([]);
    for (const minute of [month + 12, month + 14]) rounds.run(anInput({ ...input, now: at(minute) }));
    expect(rounds.messages).toHaveLength(1);
  });
});

describe('what ends one day', () => {
  const expiry = (endsAt: Date | null, objet = 'BDF_CERTIFICAT'): Expiry => ({
    genre: 'certificat',
    objet,
    sujet: `Le certificat ${objet} (Banque de France)`,
    endsAt,
    endpoints: ['bilans_entreprises_bdf'],
  });
  const day = (days: number): Date => new Date(START.getTime() + days * DAY_MS);
  const run = (rounds: Rounds, days: number, expiries: readonly Expiry[]): string[] => {
    const input: AlertInput = anInput({ now: day(days), expiries });
    const later: AlertInput = anInput({ now: new Date(day(days).getTime() + 61_000), expiries });
    return [...rounds.run(input), ...rounds.run(later)].map(({ sujet }) => sujet);
  };

  it('is told at 30, 14, 7, 3, 1 and 0 days, each once, and its renewal', () => {
    const rounds = new Rounds();
    const told: number[] = [];
    for (let days = 0; days <= 42; days++) if (run(rounds, days, [expiry(day(40))]).length > 0) told.push(40 - days);
    expect(told).toEqual([30, 14, 7, 3, 1, 0]);
    expect(run(rounds, 43, [expiry(day(400))])).toEqual([
      'Certificat renouvelé : Le certificat BDF_CERTIFICAT (Banque de France)',
    ]);
    expect(run(rounds, 371, [expiry(day(400))])[0]).toContain('expire le 29 décembre 2027');
  });

  it('is told by its nearest step when several are past', () => {
    const rounds = new Rounds();
    expect(run(rounds, 38, [expiry(day(40))])).toHaveLength(1);
    expect(run(rounds, 38.5, [expiry(day(40))])).toEqual([]);
  });

  it('is not forgotten when it cannot be read, and a step already told is not told again', () => {
    const rounds = new Rounds();
    expect(run(rounds, 30, [expiry(day(40))])).toHaveLength(1);
    expect(run(rounds, 30.1, [expiry(null)])).toEqual([]);
    expect(run(rounds, 30.2, [expiry(day(40))])).toEqual([]);
    run(rounds, 30.3, []);
    expect(run(rounds, 30.4, [expiry(day(40))])).toEqual([]);
  });

  it('several at once are one message', () => {
    const rounds = new Rounds();
    const told = run(rounds, 39, [expiry(day(40)), expiry(day(42), 'PROBTP_CERTIFICAT')]);
    expect(told).toEqual(['2 certificats à renouveler']);
  });

  it('its step never goes back as time passes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5 * DAY_MS, max: 60 * DAY_MS }), { minLength: 2 }), (delays) => {
        const steps = delays
          .toSorted((a, b) => a - b)
          .map((delay) => stepOf(day(40), new Date(START.getTime() + delay)));
        const numbers = steps.map((step) => step ?? 99);
        expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
      }),
    );
  });
});
