import type { Alerte, NouvelleAlerte } from '../../records/alertes.ts';
import type { AlertInput, AlertKind, Condition, Finding } from './alert-kind.ts';

/** What a round changes of what is open. */
export interface Changes {
  readonly opens: readonly NouvelleAlerte[];
  readonly closes: readonly Closing[];
  /** Alerts seen again, with what there is to say of them now. */
  readonly seen: readonly { readonly id: number; readonly texte: string }[];
}

export interface Closing {
  readonly id: number;
  /** Its end is not told: it is over because nobody watches its thing any more. */
  readonly silent: boolean;
}

/** Between two times that the text of an open alert is written again. */
const SEEN_EVERY_MS = 5 * 60_000;
/** A node that says nothing of its alert for so long is gone. */
const NODE_GONE_MS = 30 * 60_000;

/** Compares what is found now with what is open. */
export function reconcile(kinds: readonly AlertKind[], input: AlertInput): Changes {
  const opens: NouvelleAlerte[] = [];
  const closes: Closing[] = [];
  const seen: { id: number; texte: string }[] = [];
  for (const kind of kinds) {
    const findings = kind.look(input);
    const open = input.open.filter(({ genre }) => genre === kind.genre);
    for (const alert of open) {
      const finding = findings.get(alert.objet);
      if (finding === undefined) {
        if (isForgotten(kind, alert, input.now)) closes.push({ id: alert.id, silent: true });
      } else if (finding === 'rien' || (finding !== 'inconnu' && finding.forme !== alert.forme)) {
        closes.push({ id: alert.id, silent: false });
      } else if (finding !== 'inconnu' && isDue(alert.vue_le, input.now, SEEN_EVERY_MS)) {
        seen.push({ id: alert.id, texte: finding.texte });
      }
    }
    const formOf = new Map(open.map(({ objet, forme }) => [objet, forme]));
    for (const [objet, finding] of findings) {
      if (isCondition(finding) && formOf.get(objet) !== finding.forme)
        opens.push({ genre: kind.genre, objet, ...finding, ouverte_le: input.now });
    }
  }
  return { opens, closes, seen };
}

const isCondition = (finding: Finding): finding is Condition => typeof finding === 'object';

const isDue = (since: Date, now: Date, afterMs: number): boolean => now.getTime() - since.getTime() >= afterMs;

/** What another node has opened stands as long as that node says so. */
function isForgotten({ perNode }: AlertKind, { vue_le }: Alerte, now: Date): boolean {
  return perNode === undefined || isDue(vue_le, now, NODE_GONE_MS);
}
