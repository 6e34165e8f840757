import { describe, expect, it } from 'vitest';
import { connue } from './ce-qui-touche.ts';
import { jauge, jaugesDe } from './compteurs.ts';
import { refusSerres } from './serre.ts';

const minute = (at: number) => new Date(Date.UTC(2026, 10, 24, 10, at));

describe('gauges', () => {
  const services = [
    { name: 'a', title: 'A', scopes: ['droit_a', 'ancien'] },
    { name: 'b', title: 'B', scopes: ['droit_b'] },
  ];
  const compteurs = [
    { nom: 'json', limite: 10, fenetreMs: 60_000, services },
    { nom: 'documents', limite: 5, fenetreMs: 60_000, services: services.slice(1) },
  ];

  it('are those of the groups that the token opens, and of the one that needs no right', () => {
    const named = (roles: string[]) =>
      jaugesDe({ jti: 'j', roles }, compteurs, []).map(({ nom, services: [...opened] }) => [nom, opened.length]);
    expect(named([])).toEqual([['json', 0]]);
    expect(named(['ancien'])).toEqual([['json', 1]]);
    expect(named(['droit_a', 'droit_b'])).toEqual([
      ['json', 2],
      ['documents', 1],
    ]);
  });

  it('show the fullest node, and of this token and counter alone', () => {
    const of = (nombre: number, cle = 'j', compteur = 'json') => ({ compteur, cle, nombre, fin: minute(nombre) });
    const read = (...fenetres: ReturnType<typeof of>[]) =>
      jauge({ nom: 'json', limite: 10, fenetreMs: 60_000 }, 'j', fenetres);
    expect(read(of(3), of(7), of(9, 'autre'), of(9, 'j', 'documents'))).toMatchObject({ nombre: 7, fin: minute(7) });
    expect(read()).toMatchObject({ nombre: 0, fin: null, niveau: 'libre' });
    expect([read(of(7)), read(of(8)), read(of(9)), read(of(10))].map(({ niveau }) => niveau)).toEqual([
      'libre',
      'haut',
      'haut',
      'atteint',
    ]);
  });
});

describe('refused calls', () => {
  const rule = { seuil: 50, fenetreMs: 5 * 60_000 };
  const line = (at: number, nombre: number, adresse = 'x', jti = 'j') => ({ jti, adresse, minute: minute(at), nombre });

  it('are too many within the period, not over a longer time, nor over several addresses', () => {
    expect(refusSerres([line(0, 30), line(5, 30)], rule)).toEqual([]);
    expect(refusSerres([line(0, 30), line(0, 30, 'y')], rule)).toEqual([]);
    expect(refusSerres([line(0, 30), line(4, 20)], rule)).toEqual([
      { jti: 'j', adresse: 'x', nombre: 50, minute: minute(4) },
    ]);
  });

  it('are told of each token once, at its worst', () => {
    const found = refusSerres([line(0, 60), line(9, 80), line(2, 70, 'y'), line(3, 50, 'x', 'k')], rule);
    expect(found.map(({ jti, nombre }) => [jti, nombre])).toEqual([
      ['j', 80],
      ['k', 50],
    ]);
  });
});

describe('a failure', () => {
  const panne = {
    endpoint: 'a',
    statuts: [502],
    nombre: 3,
    recents: 3,
    premiere: minute(10),
    derniere: minute(20),
  };
  const titles = (incidents: Parameters<typeof connue>[1]) =>
    connue(panne, incidents, []).incidents.map(({ titre }) => titre);
  const incident = (titre: string, opened: number, resolved: number | null, endpoints = ['a']) => ({
    ...({
      id: titre,
      titre,
      endpoints,
      gravite: 'mineure',
      etat: 'resolu',
      brouillon: false,
      ecarte_le: null,
    } as const),
    ...({
      prochaine_action: '',
      fin_prevue_le: null,
      origine: 'operateur',
      cree_par: '',
      modifie_par: '',
      version: 1,
    } as const),
    ouvert_le: minute(opened),
    resolu_le: resolved === null ? null : minute(resolved),
    modifie_le: minute(opened),
  });

  it('is explained by incidents of its service that overlap it, even those written afterwards', () => {
    const all = [
      incident('pendant', 12, 30),
      incident('écrit après', 40, null),
      incident('fini avant', 0, 9),
      incident('bien plus tard', 120, null),
      incident('ailleurs', 12, 30, ['b']),
    ];
    expect(titles(all)).toEqual(['pendant', 'écrit après']);
  });
});
