import type { Endpoint } from '../../core/endpoint.ts';
import cotisations from '../../endpoints/cotisations_msa/endpoint.ts';
import entreprises from '../../endpoints/entreprises/endpoint.ts';
import etablissements from '../../endpoints/etablissements/endpoint.ts';
import type { Alerte } from '../../records/alertes.ts';
import type { Sonde } from '../../records/sondes.ts';
import type { AlertInput, AlertKind } from './alert-kind.ts';
import { alertKinds } from './kinds.ts';
import { type AlertMessage, messageOf } from './message.ts';
import { reconcile } from './reconcile.ts';
import { tellings } from './telling.ts';

/** Two endpoints of INSEE, one of the MSA. */
export const watched = { entreprises, etablissements, cotisations } satisfies Record<string, Endpoint>;

export const START = new Date('2026-11-24T10:00:00Z');
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

export const at = (minutes: number): Date => new Date(START.getTime() + minutes * MINUTE_MS);

export function aSonde(endpoint: string, faite_le: Date, code: number): Sonde {
  return { endpoint, faite_le, code, duree_ms: 12, request_id: null, en_maintenance: false };
}

export function anInput(over: Partial<AlertInput> = {}): AlertInput {
  return {
    now: START,
    awakeSince: new Date(0),
    endpoints: Object.values(watched),
    probes: new Map(),
    node: null,
    bansLastHour: 0,
    expiries: [],
    open: [],
    ...over,
  };
}

/** Rounds over a table held in memory: what the database does of it is tested with the records. */
export class Rounds {
  rows: Alerte[] = [];
  readonly messages: AlertMessage[] = [];
  readonly #kinds: readonly AlertKind[];

  constructor(kinds: readonly AlertKind[] = alertKinds) {
    this.#kinds = kinds;
  }

  /** One round; gives what it has told. */
  run(input: AlertInput): AlertMessage[] {
    const { now } = input;
    const open = this.rows.filter(({ close_le }) => close_le === null);
    const { opens, closes, seen } = reconcile(this.#kinds, { ...input, open });
    for (const { id, silent } of closes)
      this.#change([id], (row) => ({
        close_le: now,
        fin_annoncee_le: silent || row.annoncee_le === null ? now : null,
      }));
    for (const { id, texte } of seen) this.#change([id], () => ({ texte, vue_le: now }));
    for (const alerte of opens) {
      const { genre, objet, forme } = alerte;
      const same = this.rows.filter((row) => row.genre === genre && row.objet === objet && row.forme === forme);
      const once = this.#kinds.some((kind) => kind.genre === genre && kind.once);
      const known = once ? (same.findLast(({ annoncee_le }) => annoncee_le !== null)?.annoncee_le ?? null) : null;
      this.rows.push({
        ...alerte,
        id: this.rows.length + 1,
        depuis: new Date(alerte.depuis),
        endpoints: [...alerte.endpoints],
        ouverte_le: now,
        vue_le: now,
        annoncee_le: known,
        close_le: null,
        fin_annoncee_le: null,
      });
    }
    const live = this.rows.filter(({ close_le, fin_annoncee_le }) => close_le === null || fin_annoncee_le === null);
    const told = tellings(this.#kinds, live, now).flatMap((telling) => {
      this.#change(telling.begun, () => ({ annoncee_le: now }));
      this.#change(telling.over, () => ({ fin_annoncee_le: now }));
      return telling.silent ? [] : [messageOf(telling, { publicUrl: 'https://api.exemple.invalid' })];
    });
    this.messages.push(...told);
    return told;
  }

  #change(ids: readonly number[], change: (row: Alerte) => Partial<Alerte>): void {
    this.rows = this.rows.map((row) => (ids.includes(row.id) ? { ...row, ...change(row) } : row));
  }
}
