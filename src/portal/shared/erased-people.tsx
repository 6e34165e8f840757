import { dureeEnMots } from '../../core/conservation.ts';
import type { Demande } from '../../records/demandes.ts';
import { dayOf } from './dates.ts';

/** Why a request that is over names nobody and has no file any more. */
export function ErasedPeople({ demande: { efface_le } }: { demande: Demande }): JSX.Element {
  if (efface_le === null) return <></>;
  return (
    <p class="fr-text--sm" safe>
      {`Les personnes nommées et les fichiers joints ont été effacés le ${dayOf(efface_le)} : ils sont conservés ${dureeEnMots('personnes_demande')} après la fin d’une demande.`}
    </p>
  );
}
