import { frenchDay } from '../../core/dates/french-day.ts';
import { paragraphs } from '../../core/mail-text.ts';
import type { Mail } from '../../core/outgoing.ts';
import { handoverLinkHours } from '../../core/terms.ts';
import type { Demandeur } from '../../records/demandeurs-de-jetons.ts';
import { cleDuCourriel, type LienDeJeton } from '../../records/liens-de-jetons.ts';

/** The first word of who these mails are sent for: a link that is over has none to send. */
export const LIEN_OWNER = 'lien-jeton';

const noReply = 'Ce courriel est envoyé par une machine : une réponse par courriel ne serait lue par personne.';
const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });
const at = (instant: Date) => `${frenchDay(instant)} à ${hour.format(instant).replace(':', ' h ')} (heure de Paris)`;

export const nomComplet = ({ prenom, nom, email }: Omit<Demandeur, 'id'>): string => `${prenom} ${nom}`.trim() || email;

/** Leads to the token; never holds it. */
export function courrielDuLien(
  { id, email, nom, expire_le }: LienDeJeton,
  told: { readonly sujet: string; readonly auteur: Demandeur; readonly adresse: string },
): Mail {
  const { sujet, auteur, adresse } = told;
  return {
    to: email,
    subject: 'Un jeton d’accès vous est transmis',
    text: paragraphs(
      nom === '' ? 'Bonjour,' : `Bonjour ${nom},`,
      `${nomComplet(auteur)} (${auteur.email}) vous transmet le jeton « ${sujet} ».`,
      `Pour l’afficher : ${adresse}`,
      `Ce lien fonctionne ${handoverLinkHours} heures, jusqu’au ${at(expire_le)}. Passé cette heure, demandez-en un autre à ${auteur.email}.`,
      'Ne transférez pas ce courriel : qui ouvre le lien voit le jeton. Chaque affichage est enregistré, et le premier est annoncé à qui vous l’envoie.',
      'Le jeton ne voyage jamais par courriel. Si vous n’attendiez pas ce message, n’ouvrez pas le lien, et prévenez son expéditeur.',
      noReply,
    ),
    owner: `${LIEN_OWNER}:${id}`,
    key: cleDuCourriel(id),
  };
}

/** Someone has looked at the token for the first time through a link. */
export function courrielPremiereVue(
  lien: LienDeJeton,
  told: {
    readonly sujet: string;
    readonly demandeur: Demandeur;
    readonly le: Date;
    readonly adresse: string;
    readonly liens: string;
  },
): Mail {
  const { sujet, demandeur, le, adresse, liens } = told;
  return {
    to: demandeur.email,
    subject: 'Le jeton que vous avez transmis vient d’être affiché',
    text: paragraphs(
      'Bonjour,',
      `Le lien envoyé à ${lien.email} pour le jeton « ${sujet} » a été ouvert, et le jeton affiché pour la première fois le ${at(le)}, depuis l’adresse IP ${adresse}.`,
      'Si c’est bien votre équipe, vous n’avez rien à faire. Les affichages suivants de ce lien ne vous sont pas écrits : ils sont sur la page des liens.',
      `Sinon, révoquez le lien, puis remplacez le jeton : ${liens}`,
      noReply,
    ),
    key: `${cleDuCourriel(lien.id)}:vue`,
  };
}
