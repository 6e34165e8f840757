import { spacedSiret } from '../core/identifiers/spaced.ts';
import { paragraphs } from '../core/mail-text.ts';
import type { Mail } from '../core/outgoing.ts';
import type { Compte } from '../records/comptes.ts';
import type { Addresses } from './addresses.ts';

interface Invitation {
  readonly email: string;
  readonly siret: string;
  readonly name: string | null;
  readonly from: Compte;
  readonly key: string;
}

export function invitationMail({ email, siret, name, from, key }: Invitation, addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'Un collègue vous invite à rejoindre votre organisation',
    text: paragraphs(
      'Bonjour,',
      `${whoIs(from)} vous invite à rejoindre ${organisation(siret, name)} sur notre service. Vous y verrez les demandes d’accès de l’organisation.`,
      `Voir l’invitation, dans les sept jours : ${addresses.invitation(key)}`,
      'Il vous faudra un compte à cette adresse ; s’il n’existe pas, vous pourrez l’ouvrir. Si vous n’attendiez rien de tel, ne faites rien.',
    ),
  };
}

interface Accepted {
  readonly to: string;
  readonly who: Compte;
  readonly siret: string;
  readonly name: string | null;
}

export function acceptedMail({ to, who, siret, name }: Accepted, addresses: Addresses): Mail {
  return {
    to,
    subject: 'Votre invitation est acceptée',
    text: paragraphs(
      'Bonjour,',
      `${whoIs(who)} a rejoint ${organisation(siret, name)}.`,
      `Voir vos collègues : ${addresses.organisations}/${siret}`,
    ),
  };
}

function whoIs({ prenom, nom, email }: Compte): string {
  const name = `${prenom} ${nom}`.trim();
  return name === '' ? email : `${name} (${email})`;
}

function organisation(siret: string, name: string | null): string {
  return name === null ? `l’organisation de SIRET ${spacedSiret(siret)}` : `${name} (SIRET ${spacedSiret(siret)})`;
}
