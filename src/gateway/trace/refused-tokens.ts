import { createHmac } from 'node:crypto';

export interface RefusedToken {
  readonly minute: Date;
  readonly adresse: string;
  readonly empreinte: string;
  readonly code: string;
  readonly nombre: number;
  /** Whose token it was; null for those that are none of ours. */
  readonly jti: string | null;
}

/** Given to tokens whose signature was verified: what they say of themselves is true. */
const OURS = ['00103', '00105'];

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
    const minute = new Date(Math.floor(now / 60_000) * 60_000);
    this.#add({
      minute,
      adresse: address,
      empreinte: this.#fingerprint(token),
      code,
      nombre: 1,
      jti: jtiOf(token, code),
    });
  }

  /** Takes what has been counted; `giveBack` when it could not be kept. */
  take(): RefusedToken[] {
    const taken = [...this.#counts.values()];
    this.#counts = new Map();
    return taken;
  }

  giveBack(counts: readonly RefusedToken[]): void {
    for (const count of counts) this.#add(count);
  }

  #add(count: RefusedToken): void {
    const known = this.#counts.get(keyOf(count));
    if (known !== undefined) known.nombre += count.nombre;
    else if (this.#counts.size < DISTINCT_MAX || count.adresse === OTHERS) this.#counts.set(keyOf(count), { ...count });
    else this.#add({ ...count, adresse: OTHERS, empreinte: OTHERS, jti: null });
  }

  #fingerprint(token: string): string {
    return token === '' ? 'absent' : createHmac('sha256', this.#key).update(token).digest('hex').slice(0, 16);
  }
}

function jtiOf(token: string, code: string): string | null {
  if (!OURS.includes(code)) return null;
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return typeof claims === 'object' && claims !== null && 'jti' in claims && typeof claims.jti === 'string'
    ? claims.jti
    : null;
}

function keyOf({ minute, adresse, empreinte, code }: RefusedToken): string {
  return `${minute.getTime()} ${adresse} ${empreinte} ${code}`;
}
