import type { Demande } from '../records/demandes.ts';
import type { NewActe } from '../records/journal-administration.ts';
import type { Acteur } from './acteurs.ts';
import type { Annonce } from './annonce.ts';

interface OperatorAct extends Pick<Annonce, 'acte' | 'demande' | 'motif'> {
  readonly acteur: NonNullable<Acteur>;
  readonly avant: Demande | null;
}

/** What the operator's people do to a request is in their journal too. */
export function operatorAct({ acte, demande, acteur, motif, avant }: OperatorAct): NewActe {
  const detail = { avant: avant?.etat ?? '', apres: demande.etat };
  return { auteur: acteur.email, acte: `demande.${acte}`, cible: demande.numero, raison: motif, detail };
}
