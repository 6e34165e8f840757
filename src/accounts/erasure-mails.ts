import { keptUntil } from '../core/conservation.ts';
import { frenchDay } from '../core/dates/french-day.ts';
import { paragraphs } from '../core/mail-text.ts';
import type { Mail } from '../core/outgoing.ts';
import type { Addresses } from './addresses.ts';

/** The account has not served for long: it will be erased, unless someone logs in. */
export function unusedMail(email: string, at: Date, { login, ownData }: Addresses): Mail {
  return {
    to: email,
    subject: 'Votre compte va être effacé',
    text: paragraphs(
      'Bonjour,',
      `Vous ne vous êtes pas connecté depuis longtemps. Sans visite de votre part, votre compte sera effacé le ${frenchDay(keptUntil('preavis_compte', at))}.`,
      `Pour le garder, il suffit de vous connecter avant cette date : ${login}`,
      `Pour garder une copie de vos données : ${ownData}`,
      'Si ce compte ne vous sert plus, vous n’avez rien à faire.',
    ),
  };
}

/** The last thing that is written to this e-mail about its account. */
export function erasedMail(email: string): Mail {
  return {
    to: email,
    subject: 'Votre compte est effacé',
    text: paragraphs(
      'Bonjour,',
      'Votre compte vient d’être effacé, comme vous l’avez demandé : votre nom, votre adresse e-mail et vos moyens de connexion n’y sont plus.',
      'Si vous recevez aussi nos lettres ou nos avis, le lien au bas de chacun permet de s’en désinscrire.',
      'Si ce n’est pas vous, prévenez tout de suite l’exploitant du service : ses coordonnées sont dans les mentions légales.',
    ),
  };
}
