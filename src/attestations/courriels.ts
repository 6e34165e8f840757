import { frenchDay } from '../core/dates/french-day.ts';
import { paragraphs } from '../core/mail-text.ts';
import type { Mail } from '../core/outgoing.ts';
import type { HabilitationUtilisable } from '../records/agents-habilites.ts';
import type { Compte } from '../records/comptes.ts';

interface Told {
  readonly email: string;
  readonly de: Compte;
  readonly habilitation: Pick<HabilitationUtilisable, 'numero' | 'intitule' | 'organisation'>;
  readonly publicUrl: string;
}

/** Someone is let in: under which grant, by whom, until when, and what it takes. */
export function courrielAutorisation({ email, de, habilitation, publicUrl }: Told, fin: Date | null): Mail {
  const { numero, intitule, organisation } = habilitation;
  const pour = organisation === null ? '' : `, au nom de « ${organisation} »`;
  return {
    to: email,
    subject: `Vous pouvez consulter des attestations sous l’habilitation ${numero}`,
    text: paragraphs(
      'Bonjour,',
      `${nomDe(de)} vous autorise à consulter, sur notre site et sans logiciel, les données d’entreprises et d’associations que permet l’habilitation ${numero} (« ${intitule} »)${pour}.`,
      fin === null
        ? 'Cette autorisation vaut jusqu’à ce qu’elle soit retirée.'
        : `Cette autorisation prend fin le ${frenchDay(new Date(fin.getTime() - 1))} au soir.`,
      `Pour consulter : ${publicUrl}/compte/attestations`,
      `Il vous faut un compte à cette adresse e-mail (s’il n’existe pas, ouvrez-le : ${publicUrl}/inscription), et la double authentification, que la page vous propose d’activer.`,
      'Chaque consultation est enregistrée sous votre nom, avec la procédure et le dossier que vous donnez. La personne qui vous autorise peut la voir.',
      'Si vous n’attendiez rien de tel, ne faites rien.',
    ),
  };
}

/** It is over now. */
export function courrielRetrait({ email, de, habilitation: { numero, intitule } }: Omit<Told, 'publicUrl'>): Mail {
  return {
    to: email,
    subject: `Votre autorisation sous l’habilitation ${numero} est retirée`,
    text: paragraphs(
      'Bonjour,',
      `${nomDe(de)} a retiré l’autorisation que vous aviez de consulter des attestations sous l’habilitation ${numero} (« ${intitule} »). Vous ne pouvez plus rien consulter en son nom.`,
      'Pour en savoir plus, adressez-vous à cette personne.',
    ),
  };
}

function nomDe({ prenom, nom, email }: Compte): string {
  const name = `${prenom} ${nom}`.trim();
  return name === '' ? email : `${name} (${email})`;
}
