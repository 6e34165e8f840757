import { createServer, type ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { startTestInstance } from '../../../test/support/instance.ts';

const NOTHING = JSON.stringify({ metadata: { count: 0 }, results: [] });

it('sends the three searches at once, each with its collections and its brackets as they are', async () => {
  const received: string[] = [];
  const waiting: ServerResponse[] = [];
  // Answers nobody until the three are there: searches sent one after the other would never be answered.
  const inpi = createServer((request, response) => {
    received.push(request.url ?? '');
    waiting.push(response);
    if (waiting.length === 3) for (const each of waiting) each.end(NOTHING);
  });
  await new Promise<void>((resolve) => inpi.listen(0, '127.0.0.1', resolve));
  const address = inpi.address();
  const port = typeof address === 'object' ? address?.port : '';
  const instance = await startTestInstance({
    environment: { INPI_OPENDATA_URL: `http://127.0.0.1:${port}/`, PROVIDER_TIMEOUT_MS: '3000' },
  });
  try {
    const response = await instance.call('/v2/extraits_courts_inpi/100100015', await instance.token());
    expect(response.status).toBe(200);
    expect(received.toSorted()).toEqual([
      '/api/brevets/search?collections=FR&collections=EP&collections=WO&collections=CCP&query=[TISI=100100015]',
      '/api/marques/search?collections=FR&collections=EU&collections=WO&query=[ApplicantIdentifier=100100015]',
      '/api/modeles/search?collections=FR&collections=WO&query=[ApplicantIdentifier=100100015]',
    ]);
  } finally {
    await instance.stop();
    inpi.closeAllConnections();
    inpi.close();
  }
});

it('keeps giving the part that can be had when the two others are down for long', async () => {
  const instance = await startTestInstance();
  try {
    const inpi = instance.simulator.provider('inpi-opendata');
    if (inpi === undefined) throw new Error('inpi-opendata is simulated');
    inpi.intercept = ({ path }) => (path.includes('/marques/') ? null : { status: 500, body: 'panne' });
    const token = await instance.token();
    for (let call = 0; call < 15; call++) {
      expect((await instance.call('/v2/extraits_courts_inpi/100100015', token)).status).toBe(206);
    }
  } finally {
    await instance.stop();
  }
});
