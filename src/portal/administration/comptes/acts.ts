import type { AccountAdministration, Act } from '../../../accounts/administration.ts';
import type { Done } from './account-page.tsx';
import type { Asking } from './confirm-page.tsx';

/** Something that is done to an account once confirmed, with its reason. */
interface AccountAct extends Asking {
  readonly done: Done;
  perform(administration: AccountAdministration, act: Act): Promise<unknown>;
}

/** By the end of their address. */
export const accountActs: Readonly<Record<string, AccountAct>> = {
  desactiver: {
    title: (name) => `Désactiver le compte de ${name} ?`,
    sentence:
      'Ses sessions se ferment tout de suite, et cette personne ne peut plus se connecter. Rien de ce qu’elle a fait n’est effacé, et le compte peut être réactivé.',
    label: 'Désactiver le compte',
    tellsReason: false,
    done: 'desactive',
    perform: (administration, act) => administration.deactivate(act),
  },
  reactiver: {
    title: (name) => `Réactiver le compte de ${name} ?`,
    sentence: 'Cette personne pourra de nouveau se connecter, avec son mot de passe et ses rôles.',
    label: 'Réactiver le compte',
    tellsReason: false,
    done: 'reactive',
    perform: (administration, act) => administration.reactivate(act),
  },
  sessions: {
    title: (name) => `Fermer les sessions de ${name} ?`,
    sentence: 'Cette personne devra se connecter de nouveau. Ce qu’elle était en train de saisir peut être perdu.',
    label: 'Fermer ses sessions',
    tellsReason: false,
    done: 'sessions',
    perform: (administration, act) => administration.closeSessions(act),
  },
  'second-facteur': {
    title: (name) => `Retirer la double authentification de ${name} ?`,
    sentence:
      'Son mot de passe suffira pour se connecter, et ses sessions se ferment. Assurez-vous d’abord que c’est bien cette personne qui vous le demande : par un appel à son numéro connu, par exemple. Elle en est avertie par courriel.',
    label: 'Retirer la double authentification',
    tellsReason: true,
    done: 'second-facteur',
    perform: (administration, act) => administration.removeSecondFactor(act),
  },
};

/** The same about one of its organisations, whose SIRET is given apart. */
interface MembershipAct extends Asking {
  readonly done: Done;
  perform(administration: AccountAdministration, act: Act, siret: string): Promise<unknown>;
}

export const membershipActs: Readonly<Record<string, MembershipAct>> = {
  verifier: {
    title: (name) => `Vérifier l’appartenance de ${name} ?`,
    sentence:
      'Cette personne verra toutes les demandes d’accès de l’organisation, et pourra y inviter des collègues. Assurez-vous qu’elle y travaille.',
    label: 'Vérifier l’appartenance',
    tellsReason: false,
    done: 'verifie',
    perform: (administration, act, siret) => administration.verifyMembership(act, siret),
  },
  retirer: {
    title: (name) => `Retirer ${name} de l’organisation ?`,
    sentence:
      'Cette personne ne verra plus les demandes de l’organisation, sauf les siennes ; les invitations qu’elle a envoyées sont annulées.',
    label: 'Retirer de l’organisation',
    tellsReason: false,
    done: 'retire',
    perform: (administration, act, siret) => administration.removeMembership(act, siret),
  },
};
