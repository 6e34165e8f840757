import { createHmac } from 'node:crypto';

export interface RefusedToken {
  readonly minute: Date;
  readonly adresse: string;
  readonly empreinte: string;
  readonly code: string;
  readonly nombre: number;
}

/** Beyond this many different (address, token) pairs in a minute, the rest is counted together: a flood fills nothing. */
const DISTINCT_MAX = 5000;
const OTHERS = 'autres';

/** Answers 401 are kept as counts per minute, address and token fingerprint; never the token. */
export class RefusedTokens {
  readonly #key: string;
  #counts = new Map<string, RefusedToken & { nombre: number }>();

  /** `key` makes fingerprints useless outside this platform. */
  constructor(key: string) {
    this.#key = key;
  }

  note(address: string, token: string, code: string, now: number): void {
    const minute = Math.floor(now / 60_000) * 60_000;
    const full = this.#counts.size >= DISTINCT_MAX;
    const adresse = full ? OTHERS : address;
    const empreinte = full ? OTHERS : this.#fingerprint(token);
    const key = `${minute} ${adresse} ${empreinte} ${code}`;
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { minute: new Date(minute), adresse, empreinte, code, nombre: 1 });
    else known.nombre++;
  }

  /** Takes what has been counted; `giveBack` when it could not be kept. */
  take(): RefusedToken[] {
    const taken = [...this.#counts.values()];
    this.#counts = new Map();
    return taken;
  }

  giveBack(counts: readonly RefusedToken[]): void {
    for (const count of counts.slice(0, DISTINCT_MAX - this.#counts.size)) {
      this.#counts.set(`${count.minute.getTime()} ${count.adresse} ${count.empreinte} ${count.code}`, { ...count });
    }
  }

  #fingerprint(token: string): string {
    return token === '' ? 'absent' : createHmac('sha256', this.#key).update(token).digest('hex').slice(0, 16);
  }
}
