import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../src/core/refused.ts';
import type { Incident } from '../../src/records/incidents.ts';
import type { EtatIncident, Gravite } from '../../src/records/tables/watching.ts';
import { addPoint, type Change, type Decision, discard, edit, publish } from '../../src/watch/incidents/changes.ts';
import { nextStates, transitions } from '../../src/watch/incidents/states.ts';
import type { Notice } from '../../src/watch/notice.ts';

const AT = new Date('2026-11-24T02:00:00Z');
const states: EtatIncident[] = ['investigation', 'identifie', 'surveillance', 'resolu'];
const severities: Gravite[] = ['mineure', 'majeure', 'critique'];

const start = (brouillon: boolean): Incident => ({
  id: '2026-11-24-1',
  titre: 'Panne',
  gravite: 'majeure',
  etat: 'investigation',
  brouillon,
  ecarte_le: null,
  prochaine_action: '',
  fin_prevue_le: null,
  ouvert_le: AT,
  resolu_le: null,
  origine: 'operateur',
  cree_par: 'a',
  modifie_le: AT,
  modifie_par: 'a',
  version: 1,
  endpoints: ['cotisations_msa'],
});

const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc
    .record({
      etat: fc.constantFrom(...states),
      texte: fc.string({ minLength: 1 }),
      prochaineAction: fc.string(),
      finPrevueLe: fc.option(fc.date({ noInvalidDate: true })),
    })
    .map(addPoint),
  fc.string({ minLength: 1 }).map(publish),
  fc.constant(discard()),
  fc
    .record({
      titre: fc.string({ minLength: 1 }),
      gravite: fc.constantFrom(...severities),
      endpoints: fc.uniqueArray(fc.constantFrom('a', 'b', 'cotisations_msa'), { minLength: 1 }),
    })
    .map((input) => edit(input, (endpoint) => endpoint)),
);

interface Step {
  readonly before: Incident;
  readonly after: Incident;
  readonly change: Change;
}

/** Plays decisions one after the other; those refused change nothing. */
function play(brouillon: boolean, decisions: readonly Decision[]): Step[] {
  let incident = start(brouillon);
  return decisions.flatMap((decide) => {
    const before = incident;
    try {
      const change = decide(before, AT);
      incident = { ...before, ...(change.update as Partial<Incident>), version: before.version + 1 };
      return [{ before, after: incident, change }];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return [];
    }
  });
}

const anyStory = fc.tuple(fc.boolean(), fc.array(decision, { maxLength: 12 }));

describe('whatever operators do to an incident', () => {
  const holds = (check: (step: Step) => void) =>
    fc.assert(fc.property(anyStory, ([brouillon, decisions]) => play(brouillon, decisions).forEach(check)));

  it('follows the table of transitions', () => {
    holds(({ before, after }) => {
      if (after.etat !== before.etat) expect(transitions[before.etat]).toContain(after.etat);
    });
  });

  it('says when it was resolved if it is, and promises nothing more then', () => {
    holds(({ after }) => {
      expect(after.resolu_le !== null).toBe(after.etat === 'resolu');
      if (after.etat === 'resolu') expect([after.prochaine_action, after.fin_prevue_le]).toEqual(['', null]);
    });
  });

  it('never hides again what has been published, never resolves a draft, never changes what was set aside', () => {
    holds(({ before, after }) => {
      if (!before.brouillon) expect(after.brouillon).toBe(false);
      if (after.brouillon) expect(after.etat).not.toBe('resolu');
      expect(before.ecarte_le).toBeNull();
    });
  });

  it('tells subscribers nothing of a draft, its publication once, and each state published', () => {
    fc.assert(
      fc.property(anyStory, ([brouillon, decisions]) => {
        const steps = play(brouillon, decisions);
        for (const { after, change } of steps) {
          if (after.brouillon) expect(change.notice).toBeNull();
          if (change.notice === 'incident.resolu') expect(after.etat).toBe('resolu');
        }
        const kinds = steps.map(({ change }): Notice['kind'] | null => change.notice);
        expect(kinds.filter((kind) => kind === 'incident.ouvert').length).toBeLessThanOrEqual(brouillon ? 1 : 0);
      }),
    );
  });

  it('writes each change in its timeline, in the state it leaves it in, but for a draft set aside', () => {
    holds(({ after, change }) => {
      if (after.ecarte_le !== null) expect(change.point).toBeNull();
      else expect(change.point?.etat).toBe(after.etat);
    });
  });
});

it('lets what is resolved come back, under watch or under study', () => {
  expect(nextStates({ etat: 'resolu', brouillon: false })).toEqual(['surveillance', 'investigation']);
});

it('says in words what an edition has changed', () => {
  const input = { titre: 'Panne', gravite: 'critique' as const, endpoints: ['b'] };
  const { point, notice } = edit(input, (endpoint) => `« ${endpoint} »`)(start(false), AT);
  expect(point?.texte).toBe('Gravité : critique. Services ajoutés : « b ». Services retirés : « cotisations_msa ».');
  expect(notice).toBe('incident.point');
});
