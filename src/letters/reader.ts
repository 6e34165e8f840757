import type { Clock } from '../core/clock.ts';
import { countAbonnes } from '../records/abonnes-lettres.ts';
import { type ChiffresEnvoi, chiffresOf, type EchecEnvoi, echecsOf } from '../records/envois-lettres.ts';
import {
  archivedLettres,
  countArchived,
  countLettres,
  deskLettres,
  findLettre,
  type Lettre,
} from '../records/lettres.ts';
import type { ListeLettre } from '../records/tables/letters.ts';
import type { Db } from '../records/work.ts';
import { stateOf } from './states.ts';

/** A page of a list, from 1, and how many there are. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** A letter and what became of it so far. */
export interface FollowedLetter extends Lettre {
  readonly chiffres: ChiffresEnvoi;
}

export interface LetterReader {
  now(): Date;
  /** What authors see of all letters. */
  list(page: number): Promise<Page<FollowedLetter>>;
  letter(id: number): Promise<FollowedLetter | null>;
  failures(id: number, page: number): Promise<Page<EchecEnvoi>>;
  subscribers(liste: ListeLettre): Promise<number>;
  /** What anyone may read, the last first. */
  archives(genre: ListeLettre | null, page: number): Promise<Page<Lettre>>;
  archived(id: number): Promise<Lettre | null>;
  latest(): Promise<readonly Lettre[]>;
}

const PAGE = 20;
/** A feed is for what is new: older ones have their pages. */
const FEED = 30;

export function createLetterReader(db: Db, clock: Clock): LetterReader {
  return {
    now: () => new Date(clock.now()),
    list: async (page) => {
      const letters = await paged(page, await countLettres(db), (range) => deskLettres(db, range));
      return { ...letters, items: await Promise.all(letters.items.map((letter) => followed(db, letter))) };
    },
    letter: async (id) => {
      const letter = await findLettre(db, id);
      return letter === undefined ? null : followed(db, letter);
    },
    failures: async (id, page) => {
      const { refuses, abandonnes } = await chiffresOf(db, id);
      return paged(page, refuses + abandonnes, (range) => echecsOf(db, id, range));
    },
    subscribers: (liste) => countAbonnes(db, liste),
    archives: async (genre, page) =>
      paged(page, await countArchived(db, genre), (range) => archivedLettres(db, genre, range)),
    archived: async (id) => {
      const letter = await findLettre(db, id);
      return letter === undefined || letter.commencee_le === null ? null : letter;
    },
    latest: () => archivedLettres(db, null, { offset: 0, limit: FEED }),
  };
}

/** While it leaves, the outbox counts; once it is gone, its own figures hold, which outlive the outbox. */
async function followed(db: Db, letter: Lettre): Promise<FollowedLetter> {
  if (stateOf(letter) === 'en_cours') return { ...letter, chiffres: await chiffresOf(db, letter.id) };
  const { partis, refuses, abandonnes, desinscrits } = letter;
  return { ...letter, chiffres: { attente: 0, enEssai: 0, partis, refuses, abandonnes, desinscrits } };
}

/** The page asked, or the last one there is. */
async function paged<Item>(
  asked: number,
  total: number,
  read: (range: { offset: number; limit: number }) => Promise<Item[]>,
): Promise<Page<Item>> {
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(asked, pages);
  return { items: await read({ offset: (page - 1) * PAGE, limit: PAGE }), page, pages, total };
}
