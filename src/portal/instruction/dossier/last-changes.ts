import type { Changement } from '../../../habilitations/changements.ts';
import type { DemandeEvenement } from '../../../records/demande-evenements.ts';

/** What an event changed, as it was kept: anything else than a change of a field is left out. */
export function changesOf({ changements }: DemandeEvenement): Changement[] {
  const kept: unknown[] = Array.isArray(changements) ? changements : [];
  return kept.flatMap((one) => {
    const { champ, libelle, avant, apres } = Object(one);
    return [champ, libelle, avant, apres].every((text) => typeof text === 'string')
      ? [{ champ, libelle, avant, apres }]
      : [];
  });
}

/** What the last sending changed since the one before; nothing when there was none before. */
export function lastChanges(evenements: readonly DemandeEvenement[]): Changement[] {
  const sendings = evenements.filter(({ acte }) => acte === 'envoyer');
  const last = sendings.at(-1);
  return last === undefined || sendings.length < 2 ? [] : changesOf(last);
}
