import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { type Labelled, labelled, type Reading } from './labelled.ts';

const none: Reading = { documents: [], missing: [] };
const lines = (schema: unknown, value: unknown, reading = none): string[] => {
  const told = (fields: readonly Labelled[]): string[] =>
    fields.flatMap((field) => {
      if (field.kind === 'value') return [`${field.label}: ${field.text}`];
      if (field.kind === 'document') return ['[document]'];
      return [`${field.label}…`, ...(field.kind === 'group' ? told(field.fields) : field.items.flatMap(told))];
    });
  return told(labelled(schema, value, reading).fields);
};

describe('an answer in words', () => {
  it('has what the schema says as labels, dates as dates, codes decoded, twins and constants left out', () => {
    const schema = Type.Object({
      creation: Type.Integer({ description: 'Date de création, en secondes Unix à minuit heure de Paris.' }),
      naissance: Type.String({ description: 'Date de naissance, AAAA-MM-JJ ; vide si inconnue.' }),
      naissance_timestamp: Type.Integer({ description: 'La même, en secondes Unix.' }),
      procedure: Type.Boolean({ description: 'Toujours faux : n’est plus fourni.' }),
      etat: Type.Object({ value: Type.String({ description: 'A : active ; C : cessée.' }) }, { description: 'État.' }),
      actif: Type.Boolean({ description: 'L’entité est active.' }),
      sans_mot: Type.String(),
      gateway_error: Type.Boolean(),
    });
    const value = {
      ...{ creation: 1_095_026_400, naissance: '1968-11-21', naissance_timestamp: 1, procedure: false },
      ...{ etat: { value: 'C' }, actif: true, sans_mot: '', gateway_error: false, en_plus: 3 },
    };
    expect(lines(schema, value)).toEqual([
      'Date de création: 13 septembre 2004',
      'Date de naissance: 21 novembre 1968',
      'État…',
      'Valeur: cessée (C)',
      'L’entité est active: Oui',
      'Sans mot: Non renseigné',
      'En plus: 3',
    ]);
  });

  it('tells what could not be had from what is not known, behind « or null » and in lists', () => {
    const item = Type.Object({ ca: Type.Union([Type.Integer({ description: 'CA.' }), Type.Null()]) });
    const schema = Type.Object({ exercices: Type.Union([Type.Array(item), Type.Null()]) });
    const value = { exercices: [{ ca: null }, { ca: null }], _indisponible: ['/exercices/1/ca'] };
    const reading = { documents: [], missing: ['/exercices/1/ca'] };
    expect(lines(schema, value, reading)).toEqual([
      'Exercices…',
      'Ca: Non renseigné',
      'Ca: Indisponible pour le moment',
    ]);
  });

  it('shows a document of ours as one, any other address as a text', () => {
    const schema = Type.Object({ url: Type.String(), site: Type.String() });
    const value = { url: 'https://nous.example/documents/x.pdf', site: 'javascript:alert(1)' };
    const reading = { documents: [value.url], missing: [] };
    expect(lines(schema, value, reading)).toEqual(['[document]', 'Site: javascript:alert(1)']);
  });

  it('is bounded, whatever a provider sends', () => {
    const value = Array.from({ length: 5000 }, (_, rank) => ({ rank, more: { again: [rank] } }));
    const { fields, isCut } = labelled(Type.Array(Type.Object({})), value, none);
    expect(isCut).toBe(true);
    expect(JSON.stringify(fields).length).toBeLessThan(60_000);
    expect(labelled(Type.Object({}), { a: 'x'.repeat(100_000) }, none).fields[0]).toMatchObject({
      text: 'x'.repeat(2000),
    });
  });
});
