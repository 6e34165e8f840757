import type { State } from '../../watch/service-states.ts';

/** The words of the state of a service, the same on every page. */
export const stateWords: Readonly<Record<State, string>> = {
  up: 'Fonctionne',
  incomplet: 'Réponses incomplètes',
  maintenance: 'En maintenance',
  down: 'En panne',
  inconnu: 'État inconnu',
};

/** The tone of the badge that says it. */
export const stateTones = {
  up: 'success',
  incomplet: 'warning',
  maintenance: 'info',
  down: 'error',
  inconnu: 'plain',
} as const satisfies Record<State, string>;
