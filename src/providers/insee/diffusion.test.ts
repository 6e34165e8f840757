import { describe, expect, it } from 'vitest';
import { Deadline } from '../../core/deadline.ts';
import { Failure } from '../../core/failure.ts';
import { checkDiffusion } from './diffusion.ts';

function refusal(statut: string, openDataOnly: boolean, nonDiffusables: boolean): Failure | null {
  const errand = {
    requestId: 'r',
    deadline: new Deadline(1000),
    jeton: { uid: 'u', openDataOnly },
    recipient: '10000001700010',
    noteProviderStatus: () => undefined,
    noteDocumentExpiry: () => undefined,
  };
  try {
    checkDiffusion(statut, { errand, nonDiffusables });
    return null;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

describe('diffusion', () => {
  it.each([
    ['O', false, false, null],
    ['O', true, false, null],
    ['N', false, false, 451],
    ['P', false, false, 451],
    ['N', false, true, null],
    ['P', false, true, null],
    ['N', true, true, 451],
    ['P', true, true, 451],
  ])('status %s, open data only %s, option %s → %s', (statut, openDataOnly, option, status) => {
    const failure = refusal(statut, openDataOnly, option);
    expect(failure?.status ?? null).toBe(status);
    expect(failure?.provider ?? null).toBeNull();
  });
});
