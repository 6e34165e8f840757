import type { Alerte } from '../../records/alertes.ts';

/** The alerts to operators, as their page reads them. */
export interface AlertBook {
  /** Where they leave to. */
  readonly channels: { readonly addresses: number; readonly webhook: boolean };
  now(): Date;
  /** The oldest first. */
  open(): Promise<Alerte[]>;
  /** The last digest, sent or not; null before the first. */
  lastDigest(): Promise<Alerte | null>;
  countClosed(): Promise<number>;
  /** Over, digests apart, the latest first. */
  closed(page: { readonly offset: number; readonly limit: number }): Promise<Alerte[]>;
}
