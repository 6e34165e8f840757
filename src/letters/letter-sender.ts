import type { Clock } from '../core/clock.ts';
import { type AbonneLettres, abonnesAfter, findAbonneLettres } from '../records/abonnes-lettres.ts';
import { queueMails } from '../records/envois.ts';
import {
  chiffresOf,
  echecsBefore,
  letterKey,
  lettersWaiting,
  markUnwanted,
  requeue,
} from '../records/envois-lettres.ts';
import { advanceLettre, beginLettre, type Lettre, lettresUnderWay, lockLettre } from '../records/lettres.ts';
import { type Db, together, type Work } from '../records/work.ts';
import type { Addresses } from '../subscribing/addresses.ts';
import type { PreferenceKeys } from '../subscribing/keys.ts';
import { composeLetter, type LetterSetting } from './letter-mail.tsx';

/** Queued in one transaction: small enough to be quick, and for other mails to pass before the next ones. */
const AT_ONCE = 200;
/** More are queued when fewer than this wait. */
const FEW = 50;

interface SenderOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly setting: LetterSetting;
  readonly addresses: Addresses;
  readonly keys: PreferenceKeys;
  /** Told when a letter has just reached the archives. */
  readonly published: () => Promise<void>;
}

/**
 * Gives one more step to each letter that is leaving. What is queued and how far the letter is are written together, and a mail
 * has the name of its letter and recipient: whatever stops it in the middle, going on loses nobody and writes to nobody twice.
 */
export function createLetterSender(options: SenderOptions): () => Promise<void> {
  const { db, clock, published } = options;
  const now = () => new Date(clock.now());
  const mailsOf = mailsFor(options);

  async function step(known: Lettre): Promise<void> {
    let letter = known;
    if (letter.commencee_le === null) {
      const begun = await beginLettre(db, letter.id, now());
      if (begun === undefined) return;
      letter = begun;
      await published();
    }
    if (letter.en_file_le !== null && letter.reprise_le === null) return end(letter);
    if ((await lettersWaiting(db)) >= FEW) return;
    await together(db, async (work) => {
      const current = await lockLettre(work, letter.id);
      if (current === undefined) return;
      if (current.en_file_le === null) await queueNext(work, current);
      else if (current.reprise_le !== null) await retryNext(work, current, current.reprise_le);
    });
  }

  async function queueNext(work: Work, letter: Lettre): Promise<void> {
    const abonnes = await abonnesAfter(work, { liste: letter.genre, after: letter.curseur, limit: AT_ONCE });
    const mailTo = mailsOf(letter);
    const en_file = letter.en_file + (await queueMails(work, abonnes.map(mailTo), now()));
    const isLast = abonnes.length < AT_ONCE;
    await advanceLettre(work, letter.id, {
      curseur: abonnes.at(-1)?.id ?? letter.curseur,
      en_file,
      // Who came or left meanwhile is counted as it turned out.
      ...(isLast ? { en_file_le: now(), destinataires: en_file } : {}),
    });
  }

  async function retryNext(work: Work, letter: Lettre, before: Date): Promise<void> {
    const failed = await echecsBefore(work, letter.id, before, AT_ONCE);
    const mailTo = mailsOf(letter);
    const [essais, gone]: [Parameters<typeof requeue>[1][number][], string[]] = [[], []];
    for (const { id, abonne: name } of failed) {
      const abonne = await findAbonneLettres(work, name);
      if (abonne?.listes.includes(letter.genre)) {
        const { to: _to, key: _key, ...contenu } = mailTo(abonne);
        essais.push({ id, contenu });
      } else gone.push(id);
    }
    await requeue(work, essais, now());
    await markUnwanted(work, gone);
    if (failed.length < AT_ONCE) await advanceLettre(work, letter.id, { reprise_le: null });
  }

  async function end({ id }: Lettre): Promise<void> {
    const { attente, enEssai: _enEssai, ...chiffres } = await chiffresOf(db, id);
    if (attente === 0) await advanceLettre(db, id, { ...chiffres, terminee_le: now() });
  }

  return async () => {
    const failures: unknown[] = [];
    for (const letter of await lettresUnderWay(db, now())) {
      // One that cannot go on keeps none of the others.
      await step(letter).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };
}

function mailsFor({ setting, addresses, keys }: SenderOptions) {
  return (letter: Lettre) => {
    const composed = composeLetter(letter, setting);
    return ({ id, email }: AbonneLettres) => {
      const key = keys.of(id);
      const links = { preferences: addresses.preferences(key), leaving: `${addresses.leaving(key)}/${letter.genre}` };
      const owner = `lettre:${id}:${letter.genre}` as const;
      return { ...composed.mail(email, links), owner, key: letterKey(letter.id, id) };
    };
  };
}
