import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { loadEndpoints } from '../src/gateway/rooms.ts';
import { places, startTestInstance, type TestInstance } from './support/instance.ts';
import { forgetWords, replay } from './support/replay.ts';
import { readSamples } from './support/samples.ts';

let instance: TestInstance;
const endpoints = await loadEndpoints(places.endpoints);

beforeAll(async () => {
  instance = await startTestInstance();
});
afterEach(() => forgetWords(instance));
afterAll(() => instance.stop());

describe.each(readSamples(places.endpoints))('$room · $sample.titre', (named) => {
  it(`answers ${named.sample.statut}, exactly as the sample says`, () => replay(instance, endpoints, named));
});
