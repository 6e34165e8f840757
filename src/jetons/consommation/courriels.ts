import { frenchDay } from '../../core/dates/french-day.ts';
import { paragraphs } from '../../core/mail-text.ts';
import type { Mail } from '../../core/outgoing.ts';
import type { JetonBanni } from '../../records/consommation.ts';
import type { DestinatairesJeton } from '../../records/destinataires-jeton.ts';
import type { Regles } from './compteurs.ts';
import type { RefusSerres } from './serre.ts';

interface Told {
  readonly regles: Regles;
  readonly publicUrl: string;
}

type Ecrire = (jeton: Pick<DestinatairesJeton, 'jti' | 'sujet'>) => Pick<Mail, 'subject' | 'text'>;

const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });
const at = (instant: Date) => `${frenchDay(instant)} à ${hour.format(instant).replace(':', ' h ')} (heure de Paris)`;

const noReply = 'Ce courriel est envoyé par une machine : une réponse par courriel ne serait lue par personne.';
const whatToDo =
  'Pour que cela cesse : à chaque réponse 429, attendez le nombre de secondes de l’en-tête Retry-After avant de rappeler ; répartissez vos appels dans le temps ; ne relancez pas en boucle. L’en-tête RateLimit-Remaining dit ce qui reste avant le refus.';

/** Calls refused again and again: said before the address is banned. */
export function courrielRefus({ adresse, nombre, minute }: RefusSerres, { regles, publicUrl }: Told): Ecrire {
  const { refus, dureeMs } = regles.bannissement;
  const minutes = refus.fenetreMs / 60_000;
  return ({ jti, sujet }) => ({
    subject: `Appels refusés à répétition avec le jeton « ${sujet} »`,
    text: paragraphs(
      'Bonjour,',
      `Le ${at(minute)}, ${nombre} appels faits en ${minutes} minutes avec le jeton « ${sujet} » depuis l’adresse ${adresse} ont été refusés (429) : ils dépassaient le nombre d’appels permis par minute.`,
      `Au-delà de ${refus.nombre} refus en ${minutes} minutes, l’adresse est bannie ${dureeMs / 3_600_000} heures : elle ne reçoit plus aucune réponse, quel que soit le jeton, et personne ne peut lever ce bannissement.`,
      whatToDo,
      `Où en sont vos appels : ${publicUrl}/compte/jetons/${jti}/consommation`,
      'Cet avertissement part une fois par jour au plus pour ce jeton, à son demandeur et à son contact technique.',
      noReply,
    ),
  });
}

/** An address no longer answered: since when, why, until when. */
export function courrielBannissement({ adresse, motif, debut, fin }: JetonBanni, { regles, publicUrl }: Told): Ecrire {
  const { plafond, bannissement } = regles;
  const { refus } = bannissement;
  const why =
    motif === 'plafond'
      ? `Elle a dépassé ${plafond.limite} requêtes en ${plafond.fenetreMs / 1000} secondes.`
      : `Elle a continué d’appeler malgré plus de ${refus.nombre} refus (429) en ${refus.fenetreMs / 60_000} minutes.`;
  return ({ sujet }) => ({
    subject: `L’adresse ${adresse} est bannie jusqu’au ${at(fin)}`,
    text: paragraphs(
      'Bonjour,',
      `L’adresse ${adresse}, qui appelle avec le jeton « ${sujet} », est bannie depuis le ${at(debut)}. ${why}`,
      `Jusqu’au ${at(fin)}, ses connexions sont fermées sans réponse, quel que soit le jeton. Le bannissement prend fin seul, à cette heure. Personne ne peut le lever ni l’abréger : il est inutile de le demander au support.`,
      'Le jeton, lui, reste valable : il fonctionne depuis vos autres adresses.',
      whatToDo,
      `La minute en cause et les refus : ${publicUrl}/compte/bannissement`,
      noReply,
    ),
  });
}
