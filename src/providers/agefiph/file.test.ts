import { expect, it } from 'vitest';
import { agefiphFile } from './file.ts';

const line = { siret: '10010001500013', derniere_annee_de_conformite_connue: '2023', dump_date: '2026-01-01' };

it('a line says what the service says, its date at midnight in Paris', () => {
  const dumpDate = Date.parse('2025-12-31T23:00:00Z') / 1000;
  expect(agefiphFile.read(line)).toEqual({
    key: '10010001500013',
    value: { derniere_annee_de_conformite_connue: '2023', dump_date: dumpDate },
  });
  expect(agefiphFile.read({ ...line, derniere_annee_de_conformite_connue: '' })).toMatchObject({
    value: { derniere_annee_de_conformite_connue: null },
  });
});

it.each([
  [{ siret: '1' }, /SIRET/],
  [{ derniere_annee_de_conformite_connue: '1823' }, /année/],
  [{ dump_date: '2026-02-30' }, /date/],
  [{ dump_date: '' }, /date/],
])('%j is a fault', (change, fault) => {
  expect(agefiphFile.read({ ...line, ...change })).toEqual({ fault: expect.stringMatching(fault) });
});
