import { describe, expect, it } from 'vitest';
import { Deadline } from '../../src/core/deadline.ts';
import type { Errand } from '../../src/core/errand.ts';
import { providerFailure } from '../../src/core/failure.ts';
import type { Renewal } from '../../src/core/provider.ts';
import { createSession } from '../../src/platform/provider-wire/session.ts';
import { errandOf, failureOf, handClock, identity } from './provider.ts';

function openSession(obtain: (errand: Errand) => Promise<Renewal<string>>) {
  const clock = handClock();
  return { clock, session: createSession({ clock, provider: identity, deadlineMs: 200 }, obtain) };
}

/** Deferred answers of a login, in order. */
function deferred() {
  const waiting: ((renewal: Renewal<string>) => void)[] = [];
  let logins = 0;
  return {
    obtain: () => {
      logins++;
      return new Promise<Renewal<string>>((resolve) => waiting.push(resolve));
    },
    answer: (value: string, lifeSeconds = 100) => waiting.shift()?.({ value, lifeSeconds }),
    logins: () => logins,
  };
}

describe('session', () => {
  it('is obtained once for 100 callers, and kept for its life less 10 s', async () => {
    const login = deferred();
    const { session, clock } = openSession(login.obtain);
    const callers = Array.from({ length: 100 }, () => session.get(errandOf()));
    login.answer('un');
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['un']));
    clock.advance(89_999);
    expect(await session.get(errandOf())).toBe('un');
    expect(login.logins()).toBe(1);
    clock.advance(1);
    const next = session.get(errandOf());
    login.answer('deux');
    expect([await next, login.logins()]).toEqual(['deux', 2]);
  });

  it('is asked again after a failure, even one that comes at once', async () => {
    let logins = 0;
    const { session } = openSession(() => {
      logins++;
      if (logins === 1) throw providerFailure(identity, '006');
      if (logins === 2) return Promise.reject(providerFailure(identity, '006'));
      return Promise.resolve({ value: 'trois', lifeSeconds: 100 });
    });
    expect((await failureOf(session.get(errandOf()))).code).toBe('42006');
    expect((await failureOf(session.get(errandOf()))).code).toBe('42006');
    expect(await session.get(errandOf())).toBe('trois');
  });

  it('drops the value that was refused, not the one obtained since', async () => {
    const login = deferred();
    const { session } = openSession(login.obtain);
    const first = session.get(errandOf());
    login.answer('un');
    session.drop(await first);
    const second = session.get(errandOf());
    login.answer('deux');
    await second;
    session.drop('un');
    expect([await session.get(errandOf()), login.logins()]).toEqual(['deux', 2]);
  });

  it('keeps each caller within his own deadline, and the renewal within its own', async () => {
    const { session } = openSession(
      (errand) =>
        new Promise((_resolve, reject) => {
          errand.deadline.watch({ expire: () => reject(providerFailure(identity, '002')) });
        }),
    );
    const [hurried, patient] = [errandOf(30), errandOf(10_000)];
    const start = performance.now();
    expect((await failureOf(session.get(hurried))).status).toBe(504);
    expect(performance.now() - start).toBeLessThan(150);
    expect((await failureOf(session.get(patient))).status).toBe(504);
    expect(performance.now() - start).toBeGreaterThan(180);
    for (const { deadline } of [hurried, patient]) deadline.close();
  });

  it('refuses at once a caller whose time is over', async () => {
    const login = deferred();
    const { session } = openSession(login.obtain);
    const errand = { ...errandOf(), deadline: new Deadline(1) };
    errand.deadline.close();
    expect((await failureOf(session.get(errand))).status).toBe(504);
    login.answer('un');
    expect(await session.get(errandOf())).toBe('un');
  });

  it('gives the login an errand whose methods still work on the first one', async () => {
    class Private {
      #status = 0;
      noteProviderStatus(_provider: string, status: number): void {
        this.#status = status;
      }
      noteDocumentExpiry(): void {
        this.#status = -1;
      }
      get status(): number {
        return this.#status;
      }
    }
    const call = new Private();
    const errand: Errand = Object.assign(call, {
      requestId: 'a',
      deadline: new Deadline(1000),
      jeton: { uid: 'a', openDataOnly: false },
      recipient: 'b',
    });
    const { session } = openSession(async (login) => {
      login.noteProviderStatus('essai', 201);
      return { value: 'un', lifeSeconds: 100 };
    });
    await session.get(errand);
    errand.deadline.close();
    expect(call.status).toBe(201);
  });
});
