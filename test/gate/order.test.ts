import { expect, it } from 'vitest';
import { gate } from '../../src/gateway/gate.ts';

it('checks in the promised order: what fails first is what the caller is told', () => {
  expect(gate.map(({ step, checks }) => `${step.name} (${checks})`)).toEqual([
    'refuseBanned (everyone)',
    'limitAddress (everyone)',
    'findRoute (everyone)',
    'authenticate (tokens)',
    'limitWindow (tokens)',
    'checkTraceability (rights)',
    'checkRight (rights)',
    'checkSubject (rights)',
  ]);
});
