import { canonicalEmail } from '../../core/email.ts';
import { titresContacts } from '../champs.ts';
import { type Contact, contacts, type Personne } from '../contenu.ts';
import { type Controle, type Manque, manque } from './controle.ts';

/** Seven to fifteen digits, with the spaces, dots, dashes and brackets people put between them. */
const TELEPHONE = /^\+?[\s().-]*(?:\d[\s().-]*){7,15}$/;

/** A position that only a person can hold. */
const persons: readonly Contact[] = ['responsable_traitement', 'delegue_protection'];

/** The field of one part of a contact. */
export const champContact = (contact: Contact, part: keyof Personne): string => `${contact}_${part}`;

/** Four persons who can be reached; a team may stand for the last two. */
export const controleContacts: Controle = ({ contenu }) =>
  contacts.flatMap((contact) => contactLacks(contact, contenu[contact]));

function contactLacks(contact: Contact, personne: Personne): Manque[] {
  const who = titresContacts[contact];
  const field = (part: keyof Personne) => champContact(contact, part);
  const isTeam = personne.genre === 'equipe';
  return [
    ...manque(isTeam && persons.includes(contact), field('genre'), `${who} : nommez une personne, pas une équipe.`),
    ...manque(!isTeam && personne.prenom === '', field('prenom'), `${who} : donnez son prénom.`),
    ...manque(
      personne.nom === '',
      field('nom'),
      isTeam ? `${who} : donnez le nom de l’équipe.` : `${who} : donnez son nom.`,
    ),
    ...manque(!isTeam && personne.fonction === '', field('fonction'), `${who} : donnez sa fonction.`),
    ...manque(
      canonicalEmail(personne.email) === null,
      field('email'),
      personne.email === ''
        ? `${who} : donnez son adresse électronique.`
        : `${who} : cette adresse électronique n’en a pas la forme, par exemple prenom.nom@mairie.example.`,
    ),
    ...manque(
      !TELEPHONE.test(personne.telephone),
      field('telephone'),
      `${who} : donnez un numéro de téléphone, par exemple 02 99 00 00 00.`,
    ),
  ];
}
