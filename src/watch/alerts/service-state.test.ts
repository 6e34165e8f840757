import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sonde } from '../../records/sondes.ts';
import { stateOf } from '../service-states.ts';
import type { AlertInput } from './alert-kind.ts';
import { confirmedState } from './confirmed-state.ts';
import { anInput, aSonde, at, MINUTE_MS, Rounds, watched } from './rounds.fixture.ts';
import { serviceState } from './service-state.ts';

const { entreprises, etablissements, cotisations } = watched;

/** What an endpoint answered, one probe every five minutes from the start on. */
const series = (endpoint: string, codes: readonly number[]): Sonde[] =>
  codes.map((code, rank) => aSonde(endpoint, at(rank * 5), code));

/** The input of a round at a minute: the probes made until then. */
function seenAt(minute: number, all: readonly Sonde[], over: Partial<AlertInput> = {}): AlertInput {
  const probes = new Map<string, Sonde[]>();
  for (const sonde of all) {
    if (sonde.faite_le <= at(minute)) probes.set(sonde.endpoint, [...(probes.get(sonde.endpoint) ?? []), sonde]);
  }
  return anInput({ now: at(minute), probes, ...over });
}

function play(rounds: Rounds, all: readonly Sonde[], minutes: number, over: Partial<AlertInput> = {}): string[] {
  for (let minute = 0; minute <= minutes; minute++) rounds.run(seenAt(minute, all, over));
  return rounds.messages.map(({ sujet }) => sujet);
}

const states = fc.constantFrom(200, 206, 502, 503, 504);

describe('a state is what two of three probes say', () => {
  it('one bad probe alone says nothing, two do', () => {
    const subjects = (codes: number[]) => play(new Rounds(), series('cotisations_msa', codes), codes.length * 5 + 5);
    expect(subjects([200, 200, 503, 200, 200])).toEqual([]);
    expect(subjects([200, 503, 200, 504])).toEqual([`MSA : ${cotisations.title} (cotisations_msa) en panne`]);
  });

  it('whatever the probes, the state confirmed is one that two of three in a row have seen', () => {
    fc.assert(
      fc.property(fc.array(states, { maxLength: 40 }), (codes) => {
        const confirmed = confirmedState(series('x', codes));
        const seen = codes.map(stateOf);
        const agreed = seen.flatMap((state, rank) =>
          seen.slice(Math.max(0, rank - 2), rank).includes(state) ? [state] : [],
        );
        expect(confirmed?.state ?? null).toBe(agreed.at(-1) ?? null);
      }),
    );
  });
});

describe('what is told of an endpoint', () => {
  it('never the same state twice in a row, and its end always', () => {
    fc.assert(
      fc.property(fc.array(states, { minLength: 3, maxLength: 60 }), (codes) => {
        const rounds = new Rounds([serviceState]);
        const settled = [...codes, 200, 200, 200];
        play(rounds, series('cotisations_msa', settled), settled.length * 5 + 90);
        const told = rounds.messages.map(({ evenement, texte }) =>
          evenement === 'fin' ? 'up' : texte.includes('en panne depuis') ? 'down' : 'incomplet',
        );
        expect(told.filter((state, rank) => state === (told[rank - 1] ?? 'up'))).toEqual([]);
        expect(told.at(-1) ?? 'up').toBe('up');
      }),
      { numRuns: 200 },
    );
  });

  it('all the endpoints of a provider in one message, and another for their return', () => {
    const rounds = new Rounds();
    const codes = [200, 200, 200, 503, 503, 503, 200, 200, 200];
    const later = series('etablissements', codes).map((sonde) => ({
      ...sonde,
      faite_le: new Date(sonde.faite_le.getTime() + 30_000),
    }));
    const subjects = play(rounds, [...series('entreprises', codes), ...later], 48);
    expect(subjects).toEqual(['INSEE : 2 endpoints en panne', 'INSEE : 2 endpoints de nouveau en service']);
    const [fallen, back] = rounds.messages;
    for (const { name, title } of [entreprises, etablissements]) {
      expect(fallen?.texte).toContain(
        `- ${title} (${name}) : en panne depuis le 24 novembre à 11 h 15 (code vu : 503)`,
      );
      expect(back?.texte).toContain(`- ${title} (${name}) : de nouveau en service le 24 novembre à 11 h 3`);
    }
    expect(fallen?.texte).toContain('https://api.exemple.invalid/etat-des-services');
    expect(fallen?.texte).toContain('docs/exploitation/alertes.md#etat');
  });

  it('providers apart, and an endpoint that joins those already told', () => {
    const rounds = new Rounds();
    const all = [
      ...series('entreprises', [200, 503, 503, 503, 503, 503, 503]),
      ...series('etablissements', [200, 200, 200, 200, 504, 504, 504]),
      ...series('cotisations_msa', [200, 502, 502, 502, 502, 502, 502]),
    ];
    expect(play(rounds, all, 30)).toEqual([
      expect.stringContaining(`${entreprises.title} (entreprises) en panne`),
      expect.stringContaining('(cotisations_msa) en panne'),
      expect.stringContaining('(etablissements) en panne'),
    ]);
    expect(rounds.messages[2]?.texte).toContain('Déjà annoncé, et toujours en cours :\n- ');
  });

  it('a change of gravity is told as one message', () => {
    const codes = [200, 503, 503, 503, 206, 206, 206];
    expect(play(new Rounds(), series('cotisations_msa', codes), 40)).toEqual([
      expect.stringContaining('en panne'),
      expect.stringContaining('à réponses incomplètes'),
    ]);
  });

  it('nothing when all was over before it could be told', () => {
    const rounds = new Rounds();
    const input = (minute: number, codes: number[]) => seenAt(minute, series('cotisations_msa', codes));
    rounds.run(input(10, [200, 503, 503]));
    rounds.run({ ...input(25, [200, 503, 503, 200, 200]), now: new Date(at(10).getTime() + MINUTE_MS / 2) });
    rounds.run(input(40, [200, 503, 503, 200, 200]));
    expect(rounds.messages).toEqual([]);
  });

  it('nothing more after a restart: the rows know what was told', () => {
    const rounds = new Rounds();
    const all = series('cotisations_msa', [200, 503, 503, 503, 503, 503]);
    expect(play(rounds, all, 20)).toHaveLength(1);
    const restarted = new Rounds();
    restarted.rows = rounds.rows;
    expect(play(restarted, all, 25)).toEqual([]);
  });
});

describe('an announced window', () => {
  const within = (probes: readonly Sonde[], end: number) =>
    probes.map((probe) => ({ ...probe, en_maintenance: probe.faite_le < at(end) }));

  it('is no alert while it lasts, nor after when the endpoint is back', () => {
    const all = within(series('cotisations_msa', [503, 503, 503, 503, 200, 200, 200]), 20);
    expect(play(new Rounds(), all, 40)).toEqual([]);
  });

  it('is one when two probes made after its end fail as well', () => {
    const all = within(series('cotisations_msa', [503, 503, 503, 503, 503, 503, 503]), 20);
    const rounds = new Rounds();
    expect(play(rounds, all, 24)).toEqual([]);
    expect(play(rounds, all, 40)).toHaveLength(1);
  });
});

describe('an endpoint that comes and goes', () => {
  const flapping = Array.from({ length: 24 }, (_, rank) => (Math.floor(rank / 2) % 2 === 0 ? 200 : 503));

  it('has one alert « instable », then silence until it is calm', () => {
    const rounds = new Rounds();
    const quick = flapping.map((code, rank) => aSonde('cotisations_msa', at(rank * 2), code));
    const told = play(rounds, quick, 50);
    const unstable = told.findIndex((subject) => subject.endsWith('instable'));
    expect(unstable).toBeGreaterThanOrEqual(0);
    // It was told before any round could know better; nothing follows.
    expect(told.slice(unstable + 1)).toEqual([]);
  });

  it('is told back once calm, when an outage was told before', () => {
    const rounds = new Rounds();
    const quick = flapping.map((code, rank) => aSonde('cotisations_msa', at(rank * 2), code));
    const calm = Array.from({ length: 40 }, (_, rank) => aSonde('cotisations_msa', at(48 + rank * 5), 200));
    play(rounds, [...quick, ...calm], 240);
    expect(rounds.rows.filter(({ close_le }) => close_le === null)).toEqual([]);
    const state = rounds.messages.filter(({ genre }) => genre === 'etat');
    expect(state.length === 0 || state.at(-1)?.evenement === 'fin').toBe(true);
  });
});
