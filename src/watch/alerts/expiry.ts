import type { AlertInput, AlertKind, Condition, Expiry, Finding } from './alert-kind.ts';
import { dayOf, lasting } from './words.ts';

/** Days before the end. */
const STEPS = [0, 1, 3, 7, 14, 30] as const;
const DAY_MS = 86_400_000;

/** The nearest step reached; null while the end is far. */
export function stepOf(endsAt: Date, now: Date): number | null {
  const leftMs = endsAt.getTime() - now.getTime();
  return STEPS.find((days) => leftMs <= days * DAY_MS) ?? null;
}

/** A kind of alert about what expires: one message a step, told once; renewed, it begins anew. */
export function expiring(
  words: Pick<AlertKind, 'label' | 'title' | 'ending' | 'toLookAt' | 'endsWhen'> & { readonly genre: Expiry['genre'] },
): AlertKind {
  return {
    ...words,
    seenBy: 'gateway',
    once: true,
    gatherMs: 60_000,
    tellsEnd: true,
    look: ({ expiries, now }: AlertInput) =>
      new Map(
        expiries.filter(({ genre }) => genre === words.genre).map((expiry) => [expiry.objet, findingOf(expiry, now)]),
      ),
  };
}

function findingOf({ genre, sujet, endsAt, endpoints }: Expiry, now: Date): Finding {
  if (endsAt === null) return 'inconnu';
  const step = stepOf(endsAt, now);
  if (step === null) return 'rien';
  const condition: Condition = {
    forme: `${endsAt.toISOString().slice(0, 10)} J-${step}`,
    groupe: genre,
    sujet,
    texte: when(endsAt, now),
    endpoints,
    depuis: now,
  };
  return condition;
}

function when(endsAt: Date, now: Date): string {
  const leftMs = endsAt.getTime() - now.getTime();
  return leftMs <= 0
    ? `a expiré le ${dayOf(endsAt)}`
    : `expire le ${dayOf(endsAt)}, dans ${leftMs < DAY_MS ? lasting(leftMs) : `${Math.floor(leftMs / DAY_MS)} j`}`;
}
