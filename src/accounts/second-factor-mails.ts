import { paragraphs } from '../core/mail-text.ts';
import type { Mail } from '../core/outgoing.ts';
import type { Addresses } from './addresses.ts';

export function factorOnMail(email: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'La double authentification est activée',
    text: paragraphs(
      'Bonjour,',
      'Pour se connecter à votre compte avec votre mot de passe, il faut désormais aussi un code de votre téléphone.',
      'Gardez vos codes de secours à l’abri, ailleurs que sur ce téléphone : chacun sert une fois, si vous le perdez.',
      `Si ce n’est pas vous, changez tout de suite de mot de passe : ${addresses.forgotten}`,
    ),
  };
}

export function factorOffMail(email: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'La double authentification est désactivée',
    text: paragraphs(
      'Bonjour,',
      'Pour se connecter à votre compte, le mot de passe suffit de nouveau. Vos codes de secours ne servent plus.',
      `L’activer de nouveau : ${addresses.security}/double-authentification`,
      `Si ce n’est pas vous, changez tout de suite de mot de passe : ${addresses.forgotten}`,
    ),
  };
}

export function codeUsedMail(email: string, left: number, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'Un code de secours a servi',
    text: paragraphs(
      'Bonjour,',
      `Un code de secours de votre compte vient de servir. ${leftWords(left)}`,
      `En tirer de nouveaux : ${addresses.security}/double-authentification`,
      `Si ce n’est pas vous, changez tout de suite de mot de passe : ${addresses.forgotten}`,
    ),
  };
}

function leftWords(left: number): string {
  if (left === 0) return 'C’était le dernier.';
  return left === 1 ? 'Il vous en reste un.' : `Il vous en reste ${left}.`;
}

export function factorRemovedMail(email: string, raison: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'La double authentification a été retirée de votre compte',
    text: paragraphs(
      'Bonjour,',
      'Un administrateur du service a retiré la double authentification de votre compte, et fermé vos sessions. Votre mot de passe suffit de nouveau pour se connecter.',
      `Raison donnée : ${raison}`,
      `L’activer de nouveau : ${addresses.security}/double-authentification`,
      'Si vous n’avez rien demandé de tel, changez tout de suite de mot de passe, et prévenez l’exploitant du service.',
      `Changer de mot de passe : ${addresses.forgotten}`,
    ),
  };
}
