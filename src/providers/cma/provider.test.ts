import { expect, it } from 'vitest';
import { errandOf, failureOf, nastyProvider, openWire, says } from '../../../test/wire/provider.ts';
import { sirenSegment } from '../../core/subject.ts';
import { cma } from './provider.ts';

it('knows a 404 whose reason, as its page, is in ISO-8859-1', async () => {
  const page = Buffer.from('<html><title>404 - Répertoire introuvable.</title></html>', 'latin1');
  const provider = await nastyProvider(says('404 Entreprise non trouvée', page, ['Content-Type: text/html']));
  const wire = openWire({ provider: cma });
  const errand = errandOf(2000);
  const siren = sirenSegment.parse('100100015');
  if (siren === null) throw new Error('a siren');
  try {
    const door = cma.open({ wire, settings: { url: provider.url }, clock: { now: () => 0 } });
    const failure = await failureOf(door.ask(errand, siren, () => null));
    expect(failure).toEqual({ status: 404, code: '15003', retryAfter: null });
  } finally {
    errand.deadline.close();
    await wire.close();
    await provider.close();
  }
});
