import type { Limits } from './limits.ts';

export type BanReason = 'plafond' | 'refus_429';

export interface Ban {
  readonly address: string;
  readonly reason: BanReason;
  readonly from: number;
  readonly until: number;
}

/** Counts an answer 429 where all nodes do: whether that is too many within the period; null when it cannot be told now. */
export type RefusedWithOthers = (address: string, refus: Limits['bannissement']['refus']) => Promise<boolean | null>;

/**
 * Addresses that are no longer answered: 12 h, fixed, never lifted, never prolonged by calls made meanwhile
 * (DECISIONS « Volume »).
 */
export class Bans {
  readonly #limits: Limits['bannissement'];
  readonly #onBan: (ban: Ban) => void;
  readonly #refusedWithOthers: RefusedWithOthers | null;
  readonly #until = new Map<string, number>();
  readonly #refusals = new Map<string, number[]>();

  constructor(
    limits: Limits['bannissement'],
    onBan: (ban: Ban) => void,
    refusedWithOthers: RefusedWithOthers | null = null,
  ) {
    this.#limits = limits;
    this.#onBan = onBan;
    this.#refusedWithOthers = refusedWithOthers;
  }

  /** Bans decided before this process started, or by another one. */
  restore(bans: Iterable<Pick<Ban, 'address' | 'until'>>): void {
    for (const { address, until } of bans) this.#until.set(address, Math.max(until, this.#until.get(address) ?? 0));
  }

  isBanned(address: string, now: number): boolean {
    const until = this.#until.get(address);
    return until !== undefined && now < until;
  }

  ban(address: string, reason: BanReason, now: number): void {
    if (this.isBanned(address, now)) return;
    const until = now + this.#limits.duree_s * 1000;
    this.#until.set(address, until);
    this.#refusals.delete(address);
    this.#onBan({ address, reason, from: now, until });
  }

  /** Counts one answer 429; too many within the period, of all nodes together, and the address is banned. */
  noteRefusal(address: string, now: number): void {
    if (this.#refusedWithOthers === null) {
      this.#noteHere(address, now);
      return;
    }
    void this.#refusedWithOthers(address, this.#limits.refus).then((tooMany) => {
      if (tooMany === null) this.#noteHere(address, now);
      else if (tooMany) this.ban(address, 'refus_429', now);
    });
  }

  #noteHere(address: string, now: number): void {
    const { nombre, fenetre_s } = this.#limits.refus;
    const refusals = this.#refusals.get(address) ?? [];
    refusals.push(now);
    if (refusals.length > nombre + 1) refusals.shift();
    this.#refusals.set(address, refusals);
    const oldest = refusals[0] ?? now;
    if (refusals.length > nombre && now - oldest < fenetre_s * 1000) this.ban(address, 'refus_429', now);
  }

  /** Addresses banned at this moment. */
  count(now: number): number {
    let count = 0;
    for (const until of this.#until.values()) if (now < until) count++;
    return count;
  }

  sweep(now: number): void {
    for (const [address, until] of this.#until) if (now >= until) this.#until.delete(address);
    const periodMs = this.#limits.refus.fenetre_s * 1000;
    for (const [address, refusals] of this.#refusals) {
      if (now - (refusals.at(-1) ?? 0) >= periodMs) this.#refusals.delete(address);
    }
  }
}
