import { frenchDay } from '../../core/dates/french-day.ts';
import { paragraphs } from '../../core/mail-text.ts';
import type { EcrireAnnonce, JetonNomme } from './annonce.ts';

interface Liens {
  readonly publicUrl: string;
}

interface Suite extends Liens {
  /** The token that takes its place. */
  readonly remplacant: string | null;
}

const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });
const when = (instant: Date) => `${frenchDay(instant)} à ${hour.format(instant).replace(':', ' h ')} (heure de Paris)`;

const noReply = 'Ce courriel est envoyé par une machine : une réponse par courriel ne serait lue par personne.';
const whoIsTold = 'Ce courriel part au demandeur du jeton, à son contact technique et à son contact métier.';

/** It has leaked: from when on it is refused, and what to do until then. */
export function courrielFuite({ effet_le, at, ...suite }: Suite & { effet_le: Date; at: Date }): EcrireAnnonce {
  const now = effet_le <= at;
  return ({ jti, sujet, expire_le }) => ({
    subject: now
      ? `Le jeton « ${sujet} » a fuité : il est retiré`
      : `Le jeton « ${sujet} » a fuité : il sera retiré le ${when(effet_le)}`,
    text: paragraphs(
      'Bonjour,',
      `Le demandeur du jeton « ${sujet} » a signalé qu’il avait fuité.`,
      now
        ? `Il est refusé (401, code 00105) depuis le ${when(at)} : les programmes qui l’emploient encore sont arrêtés tant qu’ils n’ont pas le nouveau.`
        : `Il fonctionne encore jusqu’au ${when(effet_le)} ; ensuite il sera refusé (401, code 00105). D’ici là, donnez le nouveau jeton à tous les programmes qui l’emploient.`,
      `Un nouveau jeton est valable dès maintenant, avec les mêmes droits et la même fin, le ${when(expire_le)}.`,
      ouEstLaValeur(suite),
      `Qui emploie encore l’ancien, et ce qui lui est refusé : ${rotation(suite, jti)}`,
      'Retirez aussi l’ancienne valeur de l’endroit où elle a fuité, et cherchez comment elle y est arrivée.',
      whoIsTold,
      noReply,
    ),
  });
}

/** The next one is there, nothing is withdrawn. */
export function courrielProchain(suite: Suite): EcrireAnnonce {
  return ({ jti, sujet, expire_le }) => ({
    subject: `Le prochain jeton « ${sujet} » est prêt`,
    text: paragraphs(
      'Bonjour,',
      `Le demandeur du jeton « ${sujet} » a préparé le suivant. Les deux fonctionnent, avec les mêmes droits et la même fin, le ${when(expire_le)} : rien ne s’arrête.`,
      ouEstLaValeur(suite),
      `Donnez le nouveau à tous les programmes, l’un après l’autre. Cette page dit d’où l’ancien sert encore ; quand plus rien n’en vient, le demandeur l’y retire : ${rotation(suite, jti)}`,
      whoIsTold,
      noReply,
    ),
  });
}

/** The old one is withdrawn by its requester. */
export function courrielRetire({ at, ...suite }: Suite & { at: Date }): EcrireAnnonce {
  return ({ jti, sujet }) => ({
    subject: `L’ancien jeton « ${sujet} » est retiré`,
    text: paragraphs(
      'Bonjour,',
      `Le demandeur du jeton « ${sujet} » l’a retiré : il est refusé (401, code 00105) depuis le ${when(at)}. Un programme qui l’emploie encore doit prendre le nouveau.`,
      ouEstLaValeur(suite),
      `Ce qui lui est refusé depuis, et d’où : ${rotation(suite, jti)}`,
      whoIsTold,
      noReply,
    ),
  });
}

/** An operator withdraws it, now or later. */
export function courrielRevoque({
  raison,
  effet_le,
  at,
  ...suite
}: Suite & { raison: string; effet_le: Date; at: Date }): EcrireAnnonce {
  const now = effet_le <= at;
  return (jeton) => ({
    subject: now
      ? `Le jeton « ${jeton.sujet} » est révoqué`
      : `Le jeton « ${jeton.sujet} » sera révoqué le ${when(effet_le)}`,
    text: paragraphs(
      'Bonjour,',
      now
        ? `L’exploitant du service a révoqué le jeton « ${jeton.sujet} » : il est refusé (401, code 00105) depuis le ${when(at)}.`
        : `L’exploitant du service révoquera le jeton « ${jeton.sujet} » le ${when(effet_le)}. Il fonctionne jusque-là ; ensuite il sera refusé (401, code 00105).`,
      `La raison :\n« ${raison.trim()} »`,
      suite.remplacant === null
        ? `Aucun jeton ne le remplace. Une question, ou c’est une erreur ? ${suite.publicUrl}/support`
        : `Un nouveau jeton est valable dès maintenant, avec les mêmes droits et la même fin, le ${when(jeton.expire_le)}.`,
      ouEstLaValeur(suite),
      `L’état de ce jeton : ${rotation(suite, jeton.jti)}`,
      whoIsTold,
      noReply,
    ),
  });
}

/** What an operator had withdrawn, or was to, works on. */
export function courrielRetabli({ raison, at, publicUrl }: Liens & { raison: string; at: Date }): EcrireAnnonce {
  return ({ jti, sujet, expire_le }) => ({
    subject: `La révocation du jeton « ${sujet} » est annulée`,
    text: paragraphs(
      'Bonjour,',
      `L’exploitant du service a annulé, le ${when(at)}, la révocation du jeton « ${sujet} ». Il fonctionne, avec les droits qu’il avait, jusqu’au ${when(expire_le)}.`,
      `La raison :\n« ${raison.trim()} »`,
      'Un jeton qui l’a remplacé entre-temps reste valable aussi.',
      `L’état de ce jeton : ${rotation({ publicUrl }, jti)}`,
      whoIsTold,
      noReply,
    ),
  });
}

/** Someone has found it where it should not be. */
export function courrielTrouve({ publicUrl }: Liens): EcrireAnnonce {
  return ({ jti, sujet }) => ({
    subject: `Le jeton « ${sujet} » a été trouvé par quelqu’un`,
    text: paragraphs(
      'Bonjour,',
      `Quelqu’un a trouvé la valeur du jeton « ${sujet} », et nous l’a signalé. Il fonctionne : qui l’a peut s’en servir à votre place.`,
      `Le demandeur peut le retirer, tout de suite ou après un délai, et en avoir aussitôt un autre : ${rotation({ publicUrl }, jti)}`,
      'Cette page dit aussi de quelles adresses il est employé. Nous ne savons ni qui l’a trouvé, ni où, et n’avons rien gardé de ce qui nous a été envoyé.',
      'Cet avertissement part une fois par jour au plus pour ce jeton.',
      whoIsTold,
      noReply,
    ),
  });
}

/** The same, to who operates the service. */
export function courrielTrouveExploitant({ publicUrl }: Liens): EcrireAnnonce {
  return ({ jti, sujet }) => ({
    subject: `Un jeton valable a été trouvé : « ${sujet} »`,
    text: paragraphs(
      'Bonjour,',
      `Quelqu’un a signalé, par la page ${publicUrl}/jeton-trouve, la valeur du jeton « ${sujet} », qui fonctionne. Son demandeur et ses contacts sont prévenus.`,
      `S’ils ne font rien, révoquez-le, avec un remplaçant : ${publicUrl}/administration/jetons/${jti}`,
      noReply,
    ),
  });
}

const rotation = ({ publicUrl }: Liens, jti: JetonNomme['jti']) => `${publicUrl}/compte/jetons/${jti}/rotation`;

/** Never the value itself. */
function ouEstLaValeur({ remplacant, publicUrl }: Suite): string {
  if (remplacant === null) return '';
  return `La valeur du nouveau jeton n’est jamais envoyée par courriel. Le demandeur, seul, la voit dans son espace, et la transmet à l’équipe technique par « Transmettre » : ${publicUrl}/compte/jetons/${remplacant}`;
}
