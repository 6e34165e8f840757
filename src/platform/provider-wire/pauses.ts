import { buildConnector } from 'undici';

/** An exchange whose receiver asked for a pause. */
interface Paused {
  /** Takes what its connection still holds, without pausing again meanwhile. */
  drain(): void;
}

/**
 * undici 7 stops the whole process when a connection ends or is reset while its answer is paused (nodejs/undici#5360,
 * mended in 8, which Node 20 cannot run). Which exchange a connection carries is not told: at its end all those that
 * are paused are drained, before undici looks. What that costs the others is one more piece each.
 */
export class Pauses {
  readonly #paused = new Set<Paused>();

  add(exchange: Paused): void {
    this.#paused.add(exchange);
  }

  delete(exchange: Paused): void {
    this.#paused.delete(exchange);
  }

  /** undici's connector, its connections watched before undici watches them. */
  connector(options: buildConnector.BuildOptions): buildConnector.connector {
    const connect = buildConnector(options);
    return (target, callback) => {
      connect(target, (...result) => {
        const [, socket] = result;
        socket?.on('end', () => this.#drainAll());
        socket?.on('error', (error) => this.#disguise(error));
        callback(...result);
      });
    };
  }

  #drainAll(): void {
    for (const exchange of [...this.#paused]) exchange.drain();
  }

  /** A reset connection cannot be drained any more: under another code, undici takes it as the failure that it is. */
  #disguise(error: Error): void {
    if (this.#paused.size > 0 && 'code' in error && error.code === 'ECONNRESET') error.code = 'ECONNRESET_PAUSED';
  }
}
