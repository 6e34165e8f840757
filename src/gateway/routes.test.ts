import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { defineEndpoint, type Endpoint } from '../core/endpoint.ts';
import { defineProvider } from '../core/provider.ts';
import { bySegments, bySiren, monthSegment, sirenSegment, yearSegment } from '../core/subject.ts';
import { fixedAnswers } from './open-answer.ts';
import { createRoutes } from './routes.ts';

const phare = defineProvider({
  slug: 'phare',
  code: '99',
  name: 'Office des phares',
  settings: { url: { variable: 'PHARE_URL', kind: 'url', purpose: 'Adresse des phares' } },
  open: () => null,
});
const counter = { name: 'json', limit: 250, windowMs: 60_000 };

type Written = Pick<Endpoint, 'name'> & Partial<Pick<Endpoint, 'path' | 'aliases' | 'former'>>;

const common = {
  title: 'Phares',
  providers: { phare },
  scopes: ['phares'],
  volume: 'json',
  answer: Type.Object({}),
  watch: { uname: 'u', provider: 'phare', everyMinutes: 60, availabilityKey: 'k' },
  ask: () => Promise.resolve(null),
  read: () => ({}),
} as const;

const simple = (written: Written): Endpoint => defineEndpoint({ ...common, ...written, subject: bySiren });
const monthly = (written: Written): Endpoint =>
  defineEndpoint({
    ...common,
    ...written,
    subject: bySegments({ annee: yearSegment, mois: monthSegment, siren: sirenSegment }),
  });

const routeOf = createRoutes({
  rooms: [
    simple({ name: 'phares', aliases: ['phare'], former: ['/v2/phares_anciens/{siren}', '/v2/phares/{siren}/feu'] }),
    monthly({
      name: 'feux_mensuels',
      path: '/v2/feux_mensuels/{annee}/{mois}/entreprise/{siren}',
      aliases: ['feux_du_mois'],
      former: ['/v2/feux/{annee}/{siren}'],
    }),
    simple({ name: 'feux_annuels', path: '/v2/feux_mensuels/annuels/{siren}' }),
  ].map((endpoint) => ({ endpoint, open: { question: () => [] }, counter })),
  open: new Map(fixedAnswers(new Map([['/v2/open-api.yml', { contentType: 'text/yaml', body: 'openapi: 3.1.0' }]]))),
  privilegesCounter: counter,
});

/** What a path leads to, in short. */
function found(path: string): unknown {
  const route = routeOf(path);
  if (route === null) return null;
  if ('instead' in route) return { instead: route.instead };
  return route.needs === 'habilitation' ? [route.name, ...route.rawSegments] : route.needs;
}

describe('a path', () => {
  it.each([
    ['/v2/phares/100100015', ['phares', '100100015']],
    ['/v2/phare/100100015', ['phares', '100100015']],
    ['/v2/phares/%31', ['phares', '%31']],
    ['/v2/feux_mensuels/2020/02/entreprise/100100015', ['feux_mensuels', '2020', '02', '100100015']],
    ['/v2/feux_du_mois/2020/02/entreprise/100100015', ['feux_mensuels', '2020', '02', '100100015']],
    ['/v2/feux_mensuels/annuels/100100015', ['feux_annuels', '100100015']],
    ['/v2/privileges', 'token'],
    ['/v2/open-api.yml', 'nothing'],
  ])('%s leads somewhere', (path, expected) => expect(found(path)).toEqual(expected));

  it.each([
    ['of another version', '/v1/phares/100100015'],
    ['without its identifier', '/v2/phares'],
    ['whose identifier is empty', '/v2/phares/'],
    ['one of whose segments is empty', '/v2/feux_mensuels/2020//entreprise/100100015'],
    ['whose last segment is empty', '/v2/feux_mensuels/2020/02/entreprise/'],
    ['too short', '/v2/feux_mensuels/2020/entreprise/100100015'],
    ['too long', '/v2/phares/100100015/100100015'],
    ['whose fixed segment is another word', '/v2/feux_mensuels/2020/02/etablissement/100100015'],
    ['whose fixed segment is in capitals', '/v2/feux_mensuels/2020/02/ENTREPRISE/100100015'],
    ['whose fixed segment is percent-encoded', '/v2/feux_mensuels/2020/02/entrepris%65/100100015'],
    ['whose name is percent-encoded', '/v2/phare%73/100100015'],
    ['that starts by two slashes', '/v2//phares/100100015'],
    ['of an alias that another room has not', '/v2/feux_du_mois/annuels/100100015'],
    ['named as a member of every object', '/v2/__proto__/100100015'],
  ])('%s leads nowhere: %s', (_, path) => expect(found(path)).toBeNull());

  it.each([
    ['/v2/phares_anciens/100100015', '/v2/phares/{siren}'],
    ['/v2/phares/100100015/feu', '/v2/phares/{siren}'],
    ['/v2/feux/2020/100100015', '/v2/feux_mensuels/{annee}/{mois}/entreprise/{siren}'],
  ])('%s is no more: %s', (path, instead) => expect(found(path)).toEqual({ instead }));

  it('that is no more needs all its segments too', () => {
    expect(found('/v2/phares_anciens')).toBeNull();
    expect(found('/v2/phares//feu')).toBeNull();
  });
});
