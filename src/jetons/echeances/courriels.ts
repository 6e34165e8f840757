import { frenchDay } from '../../core/dates/french-day.ts';
import { paragraphs } from '../../core/mail-text.ts';
import type { Mail } from '../../core/outgoing.ts';
import { tokenLifeMonths } from '../../core/terms.ts';
import type { AvisDu } from '../../records/avis-de-jetons.ts';
import { joursRestants } from './jours.ts';

/** What a notice is told with. */
export interface Dit {
  readonly now: Date;
  readonly publicUrl: string;
  readonly prolongation: boolean;
}

type Ecrit = Pick<Mail, 'subject' | 'text'>;

/** From there on, the tone is one of warning. */
const PRESSANT_JOURS = 30;

const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });
const at = (instant: Date) => `${frenchDay(instant)} à ${hour.format(instant).replace(':', ' h ')} (heure de Paris)`;

const noReply = 'Ce courriel est envoyé par une machine : une réponse par courriel ne serait lue par personne.';
const sansCoupure =
  'Le nouveau jeton fonctionne dès qu’il est remis, à côté de l’ancien, qui va jusqu’à sa propre fin : mettez-le en place avant, et rien ne s’arrête.';

/** Who asked for the token, and alone may renew it. */
export function courrielDemandeur(du: AvisDu, dit: Dit): Ecrit {
  const page = `${dit.publicUrl}/compte/jetons/${du.jti}/renouveler`;
  return {
    subject: sujet(du, dit.now),
    text: paragraphs(
      'Bonjour,',
      fin(du, dit.now),
      aFaire(du, dit, page),
      sansCoupure,
      `À qui cet avis est parti, et le calendrier de la fin de vos jetons : ${page}`,
      noReply,
    ),
  };
}

/** Whoever his request names: he is told, and whom to remind. */
export function courrielContact(du: AvisDu, dit: Dit): Ecrit {
  return {
    subject: sujet(du, dit.now),
    text: paragraphs(
      'Bonjour,',
      fin(du, dit.now),
      'Vous êtes nommé dans l’habilitation de ce jeton, comme contact métier ou technique.',
      deSonCote(du, dit),
      sansCoupure,
      `Avec un compte à votre adresse, vous suivez ce jeton : ${dit.publicUrl}/compte/jetons/${du.jti}/renouveler`,
      noReply,
    ),
  };
}

function sujet({ sujet: nom, palier, expire_le }: AvisDu, now: Date): string {
  if (expire_le <= now) return `Le jeton « ${nom} » a expiré`;
  const avertit = palier <= PRESSANT_JOURS ? 'Attention : le' : 'Le';
  return `${avertit} jeton « ${nom} » expire ${dans(expire_le, now)}`;
}

function dans(end: Date, now: Date): string {
  const jours = joursRestants(end, now);
  return jours <= 1 ? 'dans moins de 24 heures' : `dans ${jours} jours`;
}

function fin({ sujet: nom, habilitation_numero, expire_le }: AvisDu, now: Date): string {
  const jeton = `Le jeton « ${nom} » (habilitation ${habilitation_numero})`;
  return expire_le <= now
    ? `${jeton} a expiré le ${at(expire_le)} : ses appels sont refusés (401, code 00103). Un jeton expiré ne se ranime pas.`
    : `${jeton} expire le ${at(expire_le)}, ${dans(expire_le, now)}. Ensuite, tous ses appels seront refusés (401, code 00103).`;
}

function aFaire({ suite, expire_le }: AvisDu, { now, prolongation }: Dit, page: string): string {
  switch (suite) {
    case 'envoyee':
      return `Votre renouvellement est en cours d’examen : vous n’avez rien à faire pour le moment. Ces avis continuent jusqu’à ce que le nouveau jeton soit remis. Le suivre : ${page}`;
    case 'a_modifier':
      return `Votre renouvellement attend vos précisions : personne ne l’examine tant que vous n’avez pas répondu. Répondre : ${page}`;
    case 'brouillon':
      return `Votre renouvellement est commencé, mais il n’est pas envoyé : personne ne l’examine. Le terminer : ${page}`;
    default:
      return [
        `Le renouveler : ${page}`,
        prolongation && expire_le > now
          ? `Si rien n’a changé depuis la demande, une minute suffit : un nouveau jeton de ${tokenLifeMonths} mois vous est remis aussitôt.`
          : 'Votre demande y est reprise en entier : il n’y a guère que les contacts à vérifier. Elle est ensuite instruite ; n’attendez pas le dernier moment.',
      ].join('\n');
  }
}

function deSonCote({ suite, demandeur, demandeur_nom }: AvisDu, { publicUrl }: Dit): string {
  if (demandeur === null)
    return `Le compte de la personne qui a demandé ce jeton est fermé : personne ne peut plus le renouveler. Écrivez-nous : ${publicUrl}/support`;
  const who = `${demandeur_nom} (${demandeur})`;
  switch (suite) {
    case 'envoyee':
      return `Son renouvellement, demandé par ${who}, est en cours d’examen. Ces avis continuent jusqu’à ce que le nouveau jeton soit remis.`;
    case 'a_modifier':
      return `Son renouvellement attend des précisions de ${who} : rappelez-le-lui, personne ne l’examine sans elles.`;
    case 'brouillon':
      return `Son renouvellement est commencé par ${who}, mais il n’est pas envoyé : rappelez-le-lui.`;
    default:
      return `Seule la personne qui l’a demandé peut le renouveler : ${who}. Rappelez-le-lui.`;
  }
}
