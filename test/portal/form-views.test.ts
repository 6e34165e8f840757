import { describe, expect, it } from 'vitest';
import { parisLocal, parseParisLocal } from '../../src/core/dates/paris-local.ts';
import { rawTextOf, textOf, valuesOf } from '../../src/portal/shared/form-body.ts';
import { CheckboxGroup, RadioGroup } from '../../src/portal/views/choices.tsx';
import { ConfirmPage } from '../../src/portal/views/confirm.tsx';
import { ErrorSummary } from '../../src/portal/views/error-summary.tsx';
import { DateTimeField, Field, Select, TextArea } from '../../src/portal/views/fields.tsx';
import { SubmitButton } from '../../src/portal/views/form.tsx';
import { Pagination, pageAsked } from '../../src/portal/views/pagination.tsx';

const nasty = '"><script>alert(1)</script>';
const options = [
  { value: 'a', label: 'Un' },
  { value: 'b', label: 'Deux', hint: nasty },
];

describe('a field', () => {
  it('ties its label, and its error when it has one', () => {
    const html = String(
      Field({ name: 'titre', label: 'Titre', hint: 'Court', error: 'Saisissez un titre.', value: 'x' }),
    );
    expect(html).toContain('<label class="fr-label" for="champ-titre">');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('aria-describedby="champ-titre-erreur"');
    expect(html).toContain('<p class="fr-error-text" id="champ-titre-erreur">Saisissez un titre.</p>');
    expect(String(Field({ name: 'titre', label: 'Titre' }))).not.toMatch(/aria-|fr-hint/);
  });

  it('is required unless it says that it is not', () => {
    expect(String(Field({ name: 'titre', label: 'Titre' }))).toContain(' required');
    const optional = String(Field({ name: 'titre', label: 'Titre', optional: true }));
    expect(optional).toContain('Titre (optionnel)');
    expect(optional).not.toContain(' required');
  });

  it.each([
    ['text', () => Field({ name: 'x', label: nasty, hint: nasty, error: nasty, value: nasty })],
    ['area', () => TextArea({ name: 'x', label: nasty, hint: nasty, error: nasty, value: nasty })],
    ['area that closes itself', () => TextArea({ name: 'x', label: 'X', value: `</textarea>${nasty}` })],
    ['date', () => DateTimeField({ name: 'x', label: nasty, hint: nasty, error: nasty, value: nasty })],
    ['select', () => Select({ name: 'x', label: nasty, value: nasty, options: [[nasty, nasty]] })],
    ['boxes', () => CheckboxGroup({ name: 'x', legend: nasty, hint: nasty, error: nasty, options, checked: [] })],
    ['radios', () => RadioGroup({ name: 'x', legend: nasty, options: [{ value: nasty, label: nasty }], checked: '' })],
    ['summary', () => ErrorSummary({ errors: { x: nasty } })],
    ['button', () => SubmitButton({ label: nasty, about: nasty, name: 'x', value: nasty })],
  ])('%s carries no markup of anyone else', (_, make) => {
    // In a quoted value only the quote ends it.
    expect(String(make()).replace(/="[^"]*"/g, '')).not.toContain('<script>');
  });

  it('keeps the lines and the first blank of a text', () => {
    expect(String(TextArea({ name: 'x', label: 'X', value: '\nun\ndeux' }))).toContain('>\n\nun\ndeux</textarea>');
  });

  it('shows what was chosen', () => {
    const html = String(
      Select({
        name: 'x',
        label: 'X',
        value: 'b',
        options: [
          ['a', 'Un'],
          ['b', 'Deux'],
        ],
      }),
    );
    expect(html.match(/<option[^>]*selected[^>]*>/g)).toEqual(['<option value="b" selected>']);
    const boxes = String(CheckboxGroup({ name: 'x', legend: 'X', options, checked: ['b'] }));
    expect(boxes.match(/<input[^>]*checked[^>]*>/g)).toEqual([expect.stringContaining('value="b"')]);
  });
});

describe('a summary of errors', () => {
  it('leads to each field, first choices included', () => {
    const html = String(ErrorSummary({ errors: { titre: 'Saisissez un titre.', x: 'Choisissez.' } }));
    expect(html).toContain('role="alert"');
    expect(html).toContain('2 erreurs sont à corriger');
    expect(html).toContain('<a href="#champ-x">Choisissez.</a>');
    expect(String(RadioGroup({ name: 'x', legend: 'X', options, checked: '' }))).toContain('id="champ-x"');
    expect(String(ErrorSummary({ errors: {} }))).toBe('');
  });
});

describe('pages of a list', () => {
  const href = (page: number): string => `/liste?page=${page}`;

  it('lead to the previous and the next one, and are not said when alone', () => {
    expect(String(Pagination({ of: 'comptes', page: 1, pages: 1, href }))).toBe('');
    const middle = String(Pagination({ of: 'comptes', page: 2, pages: 3, href }));
    expect(middle).toContain('href="/liste?page=1"');
    expect(middle).toContain('Page 2 sur 3');
    expect(middle).toContain('href="/liste?page=3"');
  });

  it.each([
    ['2', 3, 2],
    ['9', 3, 3],
    ['0', 3, 1],
    ['-1', 3, 1],
    ['x', 3, 1],
    [['2'], 3, 1],
    [undefined, 0, 1],
  ])('%j of %i is %i', (asked, pages, page) => expect(pageAsked(asked, pages)).toBe(page));
});

describe('a page that asks to confirm', () => {
  it('sends what it was given, with the token of the form, and has a way back', () => {
    const brand = { organisme: '', service: 'API Entreprise', ligne: '', logo: null };
    const frame = {
      brand,
      sandbox: false,
      account: null,
      loginAddress: '/connexion',
      formToken: 'jeton-du-formulaire',
    };
    const props = { frame, trail: [], title: 'Fermer l’incident ?', action: '/x', values: { id: nasty }, back: '/y' };
    const html = String(ConfirmPage({ ...props, label: 'Fermer l’incident' }));
    expect(html).toContain('name="_csrf" value="jeton-du-formulaire"');
    expect(html).not.toContain(nasty);
    expect(html).toContain('href="/y"');
  });
});

describe('what a form has sent', () => {
  it('is text whatever was sent', () => {
    expect(textOf({ a: '  x  ' }, 'a')).toBe('x');
    expect(rawTextOf({ a: ' x\r\ny ' }, 'a')).toBe(' x\ny ');
    expect(textOf({ a: 'x\0y' }, 'a')).toBe('x\uFFFDy');
    for (const body of [null, undefined, 'a', 3, {}, { a: ['x'] }, { a: { b: 1 } }]) expect(textOf(body, 'a')).toBe('');
    expect(textOf(Object.create({ a: 'x' }), 'b')).toBe('');
    expect(textOf({ a: 'x'.repeat(100_000) }, 'a').length).toBe(60_000);
  });

  it('is a list of the boxes ticked', () => {
    expect(valuesOf({ a: 'x' }, 'a')).toEqual(['x']);
    expect(valuesOf({ a: ['x', 'y', 'x', 3] }, 'a')).toEqual(['x', 'y']);
    expect(valuesOf({}, 'a')).toEqual([]);
  });
});

describe('date and time of Paris', () => {
  it.each([
    ['2026-07-14T09:30', '2026-07-14T07:30:00.000Z'],
    ['2026-12-24T23:59', '2026-12-24T22:59:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T01:30:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
  ])('%s there is %s, both ways', (text, instant) => {
    expect(parseParisLocal(text)?.toISOString()).toBe(instant);
    expect(parisLocal(new Date(instant))).toBe(text);
  });

  it('of the hour that is skipped is what a clock not yet changed would show', () => {
    expect(parseParisLocal('2026-03-29T02:30')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it.each([
    '',
    'demain',
    '2026-02-30T10:00',
    '2026-13-01T10:00',
    '2026-01-01',
    '2026-01-01T25:00',
    '2026-01-01T10:00Z',
  ])('%j is none', (text) => expect(parseParisLocal(text)).toBeNull());
});
