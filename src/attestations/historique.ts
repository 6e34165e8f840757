import type { Clock } from '../core/clock.ts';
import {
  type Consultation,
  consultationDe,
  countConsultations,
  type DeQui,
  type LigneConsultation,
  listConsultations,
} from '../records/consultations.ts';
import type { Db } from '../records/work.ts';
import type { Acces } from './acces.ts';

const PAGE = 50;
const EXPORT_MAX = 20_000;

export interface PageConsultations {
  readonly lignes: readonly LigneConsultation[];
  readonly nombre: number;
  readonly page: number;
  readonly pages: number;
}

/** A document of a look-up, for who made it. */
export type DocumentLu =
  | { readonly etat: 'disponible'; readonly nom: string; readonly document: DocumentOuvert }
  | { readonly etat: 'expire' };

export interface DocumentOuvert {
  readonly taille: number;
  readonly flux: NodeJS.ReadableStream;
}

/** The documents that the API hands over, by their names, on whatever node they are; null when they are over. */
export interface Documents {
  taille(nom: string): Promise<number | null>;
  ouvrir(nom: string): Promise<DocumentOuvert | null>;
}

/** What was looked up, and its documents while they last. */
export interface Historique {
  page(deQui: DeQui, page: number): Promise<PageConsultations>;
  export(deQui: DeQui): Promise<readonly LigneConsultation[]>;
  /** Null when it is not his, or when he may not use its grant any more. `rang` counts from 1. */
  document(agent: string, consultation: string, rang: number): Promise<DocumentLu | null>;
  /** In bytes; null when it is not there any more. */
  taille(url: string): Promise<number | null>;
}

interface HistoriqueOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly acces: Acces;
  readonly documents: Documents;
}

export function createHistorique({ db, clock, acces, documents }: HistoriqueOptions): Historique {
  const now = () => new Date(clock.now());
  return {
    page: async (deQui, asked) => {
      const nombre = await countConsultations(db, deQui);
      const pages = Math.max(1, Math.ceil(nombre / PAGE));
      const page = Math.min(Math.max(asked, 1), pages);
      const lignes = await listConsultations(db, deQui, { offset: (page - 1) * PAGE, limit: PAGE }, now());
      return { lignes, nombre, page, pages };
    },
    export: (deQui) => listConsultations(db, deQui, { offset: 0, limit: EXPORT_MAX }, now()),
    document: async (agent, id, rang) => {
      const consultation = await consultationDe(db, agent, id);
      if (consultation === undefined || consultation.habilitation === null) return null;
      if ((await acces.usage(agent, consultation.habilitation)) === null) return null;
      const nom = consultation.documents[rang - 1];
      // Names are forgotten when documents end: what is left is that there was an answer.
      if (nom === undefined) return isForgotten(consultation) ? { etat: 'expire' } : null;
      const document = await documents.ouvrir(nom);
      return document === null ? { etat: 'expire' } : { etat: 'disponible', nom, document };
    },
    taille: (url) => documents.taille(url.slice(url.lastIndexOf('/') + 1)),
  };
}

function isForgotten({ statut, documents }: Consultation): boolean {
  return documents.length === 0 && (statut === 200 || statut === 206);
}
