import type { AccountRole } from '../../core/account-roles.ts';

interface RoleWords {
  readonly label: string;
  /** What it allows, in a sentence. */
  readonly purpose: string;
}

export const roleWords: Readonly<Record<AccountRole, RoleWords>> = {
  demandeur: { label: 'Demandeur', purpose: 'demander un accès aux données pour son organisation.' },
  contact_metier: { label: 'Contact métier', purpose: 'suivre l’usage des données dans son service.' },
  contact_technique: { label: 'Contact technique', purpose: 'brancher et surveiller un logiciel.' },
  rapporteur: { label: 'Rapporteur', purpose: 'lire les demandes d’accès et donner un avis.' },
  instructeur: { label: 'Instructeur', purpose: 'instruire les demandes d’accès.' },
  administrateur: { label: 'Administrateur', purpose: 'exploiter le service et gérer ses comptes.' },
};
