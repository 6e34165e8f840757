import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providerFailure } from '../../src/core/failure.ts';
import { Circuit } from '../../src/platform/provider-wire/circuit.ts';
import { createMaintenance } from '../../src/platform/provider-wire/maintenance.ts';
import { errandOf, failureOf, handClock, identity, nastyProvider, openWire, says } from './provider.ts';

const END = Symbol('end');
function play(outcomes: readonly (boolean | number | typeof END)[]) {
  const clock = handClock();
  const circuit = new Circuit(clock);
  for (const outcome of outcomes) {
    if (typeof outcome === 'number') clock.advance(outcome);
    else if (outcome !== END && circuit.refusal() === null) circuit.record(outcome);
  }
  return { circuit, clock };
}
const times = (count: number, failed: boolean): boolean[] => Array.from({ length: count }, () => failed);

describe('circuit', () => {
  it('opens at half of 20 calls, not before', () => {
    expect(play([...times(10, false), ...times(10, true)]).circuit.refusal()).toBe(5);
    expect(play(times(19, true)).circuit.refusal()).toBeNull();
    expect(play([...times(11, false), ...times(9, true)]).circuit.refusal()).toBeNull();
    expect(play([...times(11, false), ...times(10, true)]).circuit.refusal()).toBeNull();
    expect(play([...times(11, false), ...times(11, true)]).circuit.refusal()).toBe(5);
  });

  it('forgets what is older than 10 s', () => {
    expect(play([...times(19, true), 10_001, true]).circuit.refusal()).toBeNull();
    expect(play([...times(19, true), 3_600_000, ...times(19, true)]).circuit.refusal()).toBeNull();
    expect(play([...times(10, true), 5000, ...times(10, true)]).circuit.refusal()).toBe(5);
  });

  it('lets one trial through after 5 s, whose outcome decides', () => {
    for (const failed of [true, false]) {
      const { circuit, clock } = play(times(20, true));
      clock.advance(4999);
      expect(circuit.refusal()).toBe(1);
      clock.advance(1);
      expect([circuit.refusal(), circuit.refusal(), circuit.refusal()]).toEqual([null, 1, 1]);
      circuit.record(failed);
      expect(circuit.refusal()).toBe(failed ? 5 : null);
    }
  });

  it('frees the trial that we stopped ourselves', () => {
    const { circuit, clock } = play(times(20, true));
    clock.advance(5000);
    expect(circuit.refusal()).toBeNull();
    circuit.forget();
    expect(circuit.refusal()).toBeNull();
  });

  it('never stays closed to all for ever, whatever happens', () => {
    const event = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 8000 }));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        const { circuit, clock } = play(events);
        clock.advance(5000);
        expect(circuit.refusal()).toBeNull();
      }),
    );
  });
});

describe('circuit of a wire', () => {
  const call = (wire: ReturnType<typeof openWire>, url: string, errand = errandOf()) =>
    wire.ask(errand, { method: 'GET', url }, (answer) => answer.status).finally(() => errand.deadline.close());

  it('refuses without calling once open: 503 with the delay', async () => {
    const clock = handClock();
    let calls = 0;
    const ill = await nastyProvider((socket) => {
      calls++;
      says('500 Non', '')(socket);
    });
    const wire = openWire({ clock });
    for (let call_ = 0; call_ < 20; call_++) expect((await failureOf(call(wire, ill.url))).status).toBe(502);
    expect(await failureOf(call(wire, ill.url))).toEqual({ status: 503, code: '42001', retryAfter: 5 });
    expect(calls).toBe(20);
    clock.advance(5000);
    expect((await failureOf(call(wire, ill.url))).status).toBe(502);
    expect((await failureOf(call(wire, ill.url))).status).toBe(503);
    await wire.close();
    await ill.close();
  });

  it('does not open on what is no illness: 404, and what its connector says is an absence', async () => {
    const healthy = await nastyProvider(says('404 Non', ''));
    const wire = openWire();
    for (let call_ = 0; call_ < 40; call_++) expect((await failureOf(call(wire, healthy.url))).status).toBe(404);
    const absent = () => {
      throw providerFailure(identity, '003');
    };
    for (let call_ = 0; call_ < 40; call_++) {
      const errand = errandOf();
      expect(
        (await failureOf(wire.ask(errand, { method: 'GET', url: healthy.url, judges: 'any' }, absent))).status,
      ).toBe(404);
      errand.deadline.close();
    }
    await wire.close();
    await healthy.close();
  });

  it('does not open on legs that we stopped because the call had its answer', async () => {
    let asked = 0;
    const slow = await nastyProvider(() => void asked++);
    const wire = openWire();
    const errands = Array.from({ length: 30 }, () => errandOf(5000));
    const legs = errands.map((errand) => failureOf(wire.ask(errand, { method: 'GET', url: slow.url }, () => 0)));
    while (asked < 30) await new Promise((resolve) => setImmediate(resolve));
    for (const { deadline } of errands) deadline.close();
    await Promise.all(legs);
    const well = await nastyProvider(says('200 OK', 'a'));
    expect(await call(wire, well.url)).toBe(200);
    await wire.close();
    await slow.close();
    await well.close();
  });
});

describe('declared windows', () => {
  const inParis = (text: string): number => Date.parse(text);
  it.each([
    ['before', '2026-01-15T03:29:59+01:00', null],
    ['first second', '2026-01-15T03:30:00+01:00', 1800],
    ['last second', '2026-01-15T03:59:59+01:00', 1],
    ['after', '2026-01-15T04:00:00+01:00', null],
    ['in summer', '2026-07-15T03:45:30+02:00', 870],
    ['the morning the hour jumps', '2026-03-29T03:45:00+02:00', 900],
    ['the morning the hour comes back', '2026-10-25T03:45:00+01:00', 900],
  ])('%s', (_title, instant, left) => {
    expect(createMaintenance([{ from: '03:30', to: '04:00' }])(inParis(instant))).toBe(left);
  });

  it('cross midnight', () => {
    const left = createMaintenance([{ from: '23:30', to: '00:30' }]);
    expect(left(inParis('2026-01-15T23:29:59+01:00'))).toBeNull();
    expect(left(inParis('2026-01-15T23:30:00+01:00'))).toBe(3600);
    expect(left(inParis('2026-01-16T00:00:00+01:00'))).toBe(1800);
    expect(left(inParis('2026-01-16T00:30:00+01:00'))).toBeNull();
  });

  it('tell when they end, at any instant of an ordinary day', () => {
    const window = fc.constantFrom(
      { from: '03:00', to: '03:30' } as const,
      { from: '22:00', to: '06:00' } as const,
      { from: '00:00', to: '23:59' } as const,
    );
    fc.assert(
      fc.property(window, fc.integer({ min: 0, max: 86_399 }), (daily, second) => {
        const left = createMaintenance([daily]);
        const now = inParis('2026-06-15T00:00:00+02:00') + second * 1000;
        const wait = left(now);
        if (wait === null) return;
        expect(left(now + (wait - 1) * 1000)).toBe(1);
        expect(left(now + wait * 1000)).toBeNull();
      }),
    );
  });

  it('refuse without calling: 503 with the delay', async () => {
    const clock = handClock(inParis('2026-01-15T03:10:00+01:00'));
    const wire = openWire({ clock, windows: [{ from: '03:00', to: '03:30' }] });
    const failure = await failureOf(wire.ask(errandOf(), { method: 'GET', url: 'http://127.0.0.1:1/' }, () => 0));
    expect(failure).toEqual({ status: 503, code: '42020', retryAfter: 1200 });
    await wire.close();
  });
});
