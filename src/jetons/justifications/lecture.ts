import type { Clock } from '../../core/clock.ts';
import { jetonsVusPar, jetonVuPar } from '../../records/jetons-de-compte.ts';
import {
  countJustifications,
  type FiltreJustifications,
  findJustification,
  type Justification,
  type JustificationMessage,
  justificationMessages,
  listJustifications,
} from '../../records/justifications.ts';
import type { EtatJustification } from '../../records/tables/justifications.ts';
import type { Trace } from '../../records/traces.ts';
import { tracesNommees } from '../../records/traces-de-jetons.ts';
import type { Db } from '../../records/work.ts';

/** A demand, what was said of it, and the calls that it shows. */
export interface JustificationLue extends Justification {
  readonly messages: readonly JustificationMessage[];
  /** Those that are still kept. */
  readonly traces: readonly Trace[];
}

export interface TrancheJustifications {
  readonly items: readonly Justification[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export interface LectureJustifications {
  now(): Date;
  /** For operators. */
  liste(filtre: Pick<FiltreJustifications, 'etat' | 'texte'>, page: number): Promise<TrancheJustifications>;
  une(numero: string): Promise<JustificationLue | null>;
  /** Of the tokens that someone looks after. */
  deCompte(compte: string, page: number): Promise<TrancheJustifications>;
  /** Null when its token is not his to see. */
  pourCompte(compte: string, numero: string): Promise<JustificationLue | null>;
  /** Those that wait for an answer about one token. */
  attendues(jti: string): Promise<readonly Justification[]>;
  /** Those that wait for an answer from someone. */
  attenduesDe(compte: string): Promise<readonly Justification[]>;
}

const PAR_PAGE = 20;
const ATTENDUES = 10;

export function createLectureJustifications(db: Db, clock: Clock): LectureJustifications {
  async function tranche(filtre: FiltreJustifications, asked: number): Promise<TrancheJustifications> {
    const total = await countJustifications(db, filtre);
    const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
    const page = Math.min(asked, pages);
    return {
      items: await listJustifications(db, filtre, { limit: PAR_PAGE, offset: (page - 1) * PAR_PAGE }),
      total,
      page,
      pages,
    };
  }

  async function told(asked: Justification | undefined): Promise<JustificationLue | null> {
    if (asked === undefined) return null;
    const messages = await justificationMessages(db, asked.numero);
    return { ...asked, messages, traces: await tracesNommees(db, asked.exemples) };
  }

  const waiting = (jtis: readonly string[], etat: EtatJustification) =>
    listJustifications(db, { etat, texte: '', jtis }, { limit: ATTENDUES, offset: 0 });
  const seenBy = async (compte: string) => (await jetonsVusPar(db, compte)).map(({ jti }) => jti);

  return {
    now: () => new Date(clock.now()),
    liste: ({ etat, texte }, page) => tranche({ etat, texte, jtis: null }, page),
    une: async (numero) => told(await findJustification(db, numero)),
    deCompte: async (compte, page) => tranche({ etat: null, texte: '', jtis: await seenBy(compte) }, page),
    pourCompte: async (compte, numero) => {
      const asked = await findJustification(db, numero);
      if (asked === undefined || (await jetonVuPar(db, compte, asked.jti)) === undefined) return null;
      return told(asked);
    },
    attendues: (jti) => waiting([jti], 'attendue'),
    attenduesDe: async (compte) => {
      const jtis = await seenBy(compte);
      return jtis.length === 0 ? [] : waiting(jtis, 'attendue');
    },
  };
}
