import type { EtatJeton } from '../../core/etat-jeton.ts';
import { Badge } from '../views/badge.tsx';

const states = {
  actif: { tone: 'success', label: 'Actif' },
  fin_proche: { tone: 'warning', label: 'Fin proche' },
  retrait_prevu: { tone: 'warning', label: 'Retrait prévu' },
  expire: { tone: 'plain', label: 'Expiré' },
  retire: { tone: 'error', label: 'Retiré' },
} as const satisfies Readonly<Record<EtatJeton, Parameters<typeof Badge>[0]>>;

/** Where a token stands in its life. */
export function JetonState({ etat }: { etat: EtatJeton }): JSX.Element {
  return <Badge {...states[etat]} />;
}

/** The states, to choose among. */
export const jetonStateOptions = Object.entries(states).map(([etat, { label }]) => [etat, label] as const);

export function isEtatJeton(text: string): text is EtatJeton {
  return Object.hasOwn(states, text);
}

/** Two tokens of one habilitation have the same subject: the beginning of its number tells one from the other. */
export function shortJti(jti: string): string {
  return `n° ${jti.slice(0, 8)}…`;
}
