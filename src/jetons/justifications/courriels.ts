import { paragraphs } from '../../core/mail-text.ts';
import type { Mail } from '../../core/outgoing.ts';
import type { Justification } from '../../records/justifications.ts';

type Written = Pick<Mail, 'subject' | 'text'>;

const noReply = 'Ce courriel est envoyé par une machine : une réponse par courriel ne serait lue par personne.';

/** To the holders: what is asked, and where it is answered. The calls themselves are on the page, not in a mail. */
export function courrielDemande({ numero, sujet, motif, volume }: Justification, publicUrl: string): Written {
  return {
    subject: `Justification demandée : appels du jeton « ${sujet} » (${numero})`,
    text: paragraphs(
      'Bonjour,',
      `L’équipe d’API Entreprise vous demande pourquoi des appels ont été faits avec le jeton « ${sujet} ».`,
      `Ce qu’elle demande : ${motif}`,
      volume === '' ? '' : `Volume approximatif : ${volume}`,
      `Lisez les appels en exemple, et répondez : ${publicUrl}/compte/justifications/${numero}`,
      'Ce courriel est envoyé au demandeur du jeton et à ses contacts métier et technique : l’un d’entre vous répond, et peut compléter sa réponse tant que la demande n’est pas close. Connectez-vous avec l’adresse qui a reçu ce courriel.',
      noReply,
    ),
  };
}

/** To the operator who asked. */
export function courrielReponse({ numero, sujet }: Justification, publicUrl: string): Written {
  return {
    subject: `Réponse à la demande de justification ${numero}`,
    text: paragraphs(
      'Bonjour,',
      `Les titulaires du jeton « ${sujet} » ont répondu à la demande de justification ${numero}.`,
      `Lire la réponse, et clore la demande si elle suffit : ${publicUrl}/administration/justifications/${numero}`,
      noReply,
    ),
  };
}

/** To the holders: nothing more is asked. */
export function courrielCloture({ numero, sujet }: Justification, texte: string, publicUrl: string): Written {
  return {
    subject: `Demande de justification close : jeton « ${sujet} » (${numero})`,
    text: paragraphs(
      'Bonjour,',
      `La demande de justification ${numero}, sur les appels du jeton « ${sujet} », est close.`,
      texte,
      `La relire : ${publicUrl}/compte/justifications/${numero}`,
      noReply,
    ),
  };
}
