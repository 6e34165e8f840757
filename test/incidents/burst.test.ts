import { afterEach, expect, it, vi } from 'vitest';
import card from '../../src/endpoints/cotisations_msa/endpoint.ts';
import { BURST_ERRORS, BURST_WINDOW_MS, ErrorBursts } from '../../src/watch/incidents/error-bursts.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

let instance: TestInstance | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await instance?.stop();
  instance = undefined;
});

it('our own errors open one draft that operators alone see; a provider that fails opens none', {
  timeout: 60_000,
}, async () => {
  const bug = () => Promise.reject(new TypeError('lu de travers'));
  vi.spyOn(card, 'open').mockReturnValue({ question: () => bug });
  instance = await startTestInstance();
  const { apie, call, logged, url } = instance;
  const token = await instance.token();
  const drafts = () => logged().split('brouillon d’incident').length - 1;

  await apie('simulateur', 'panne', 'qualibat', '500');
  for (let turn = 0; turn < BURST_ERRORS; turn++)
    expect((await call('/v2/certificats_qualibat/10010001500013', token)).status).toBe(502);
  for (let turn = 1; turn < BURST_ERRORS; turn++)
    expect((await call('/v2/cotisations_msa/10010001500013', token)).status).toBe(500);
  await apie('horloge', 'avancer', '11s');
  expect(drafts()).toBe(0);

  for (let turn = 0; turn <= BURST_ERRORS; turn++) await call('/v2/cotisations_msa/10010001500013', token);
  await apie('horloge', 'avancer', '11s');
  expect(drafts()).toBe(1);
  for (let turn = 0; turn <= BURST_ERRORS; turn++) await call('/v2/cotisations_msa/10010001500013', token);
  await apie('horloge', 'avancer', '11s');
  expect(drafts()).toBe(1);
  for (const path of ['/incidents', '/incidents.json', '/incidents.atom', '/etat-des-services'])
    expect(await (await fetch(`${url}${path}`)).text()).not.toContain('Erreurs internes');
});

it('errors are a burst when enough of them are close together, on the same endpoint', () => {
  const bursts = new ErrorBursts();
  const now = 3_600_000;
  const apart = BURST_WINDOW_MS / (BURST_ERRORS - 1);
  for (let rank = 0; rank < BURST_ERRORS; rank++) {
    const before = BURST_ERRORS - 1 - rank;
    bursts.note('serre', now - before * apart);
    bursts.note('espace', now - before * (apart + 1));
    if (rank > 0) bursts.note('rare', rank);
  }
  expect(bursts.current(now)).toEqual(['serre']);
  bursts.forget(['serre']);
  expect(bursts.current(now)).toEqual([]);
});

it('errors of an hour ago are no longer a burst', () => {
  const bursts = new ErrorBursts();
  for (let rank = 0; rank < BURST_ERRORS; rank++) bursts.note('a', 0);
  expect([bursts.current(1), bursts.current(3_600_000)]).toEqual([['a'], []]);
});
