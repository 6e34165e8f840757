import { paragraphs } from '../core/mail-text.ts';
import type { Mail } from '../core/outgoing.ts';
import type { Addresses } from './addresses.ts';

const NOT_ME =
  'Si ce n’est pas vous, ne faites rien : sans votre confirmation, ce compte ne s’ouvrira pas, et il sera effacé dans sept jours.';

export function verificationMail(email: string, key: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'Vérifiez votre adresse e-mail',
    text: paragraphs(
      'Bonjour,',
      'Quelqu’un, sans doute vous, ouvre un compte avec cette adresse.',
      `Pour vérifier qu’elle est bien la vôtre, dans les 24 heures : ${addresses.verification(key)}`,
      NOT_ME,
    ),
  };
}

/** Whoever signs up is told nothing on screen: the holder of the address is. */
export function alreadyKnownMail(email: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'Vous avez déjà un compte',
    text: paragraphs(
      'Bonjour,',
      'Quelqu’un, sans doute vous, vient de demander l’ouverture d’un compte avec cette adresse. Elle en a déjà un : rien n’a changé.',
      `Se connecter : ${addresses.login}`,
      `Mot de passe oublié : ${addresses.forgotten}`,
      'Si ce n’est pas vous, vous n’avez rien à faire.',
    ),
  };
}

export function resetMail(email: string, key: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'Choisissez un nouveau mot de passe',
    text: paragraphs(
      'Bonjour,',
      'Quelqu’un, sans doute vous, dit avoir oublié le mot de passe de ce compte.',
      `Pour en choisir un autre, une seule fois, dans les deux heures : ${addresses.password(key)}`,
      'Si ce n’est pas vous, ne faites rien : votre mot de passe ne change pas.',
    ),
  };
}

export function passwordChangedMail(email: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'Votre mot de passe a été changé',
    text: paragraphs(
      'Bonjour,',
      'Le mot de passe de votre compte vient d’être changé, et toutes les sessions ouvertes auparavant sont fermées.',
      `Si ce n’est pas vous, choisissez-en un autre tout de suite : ${addresses.forgotten}`,
    ),
  };
}

export function newEmailMail(email: string, key: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'Confirmez votre nouvelle adresse e-mail',
    text: paragraphs(
      'Bonjour,',
      'Quelqu’un, sans doute vous, veut que cette adresse devienne celle de son compte.',
      `Pour le confirmer, dans les 24 heures : ${addresses.newEmail(key)}`,
      'Si ce n’est pas vous, ne faites rien : rien ne changera.',
    ),
  };
}

export function takenEmailMail(email: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'Vous avez déjà un compte',
    text: paragraphs(
      'Bonjour,',
      'Quelqu’un, sans doute vous, veut que cette adresse devienne celle de son compte. Elle en a déjà un : rien n’a changé.',
      `Se connecter avec cette adresse : ${addresses.login}`,
      'Si ce n’est pas vous, vous n’avez rien à faire.',
    ),
  };
}

export function emailChangedMail(email: string, next: string): Mail {
  return {
    to: email,
    subject: 'L’adresse e-mail de votre compte a été changée',
    text: paragraphs(
      'Bonjour,',
      `Votre compte a désormais une autre adresse : ${next}. C’est avec elle que vous vous connecterez, et c’est à elle que nous écrirons.`,
      'Si ce n’est pas vous, prévenez tout de suite l’exploitant du service : ses coordonnées sont dans les mentions légales.',
    ),
  };
}

/** An account that had a password can be entered in another way too. */
export function linkedMail(email: string, label: string, addresses: Addresses): Mail {
  return {
    to: email,
    subject: `Votre compte est relié à ${label}`,
    text: paragraphs(
      'Bonjour,',
      `Quelqu’un, sans doute vous, vient de se connecter par ${label} avec cette adresse. Votre compte y est désormais relié : vous pouvez vous connecter ainsi, ou comme avant.`,
      `Voir les sessions ouvertes : ${addresses.security}`,
      'Si ce n’est pas vous, fermez ces sessions, et prévenez tout de suite l’exploitant du service : ses coordonnées sont dans les mentions légales.',
    ),
  };
}
