import { frenchDay } from '../../core/dates/french-day.ts';
import { canonicalEmail } from '../../core/email.ts';
import { paragraphs } from '../../core/mail-text.ts';
import type { Mail } from '../../core/outgoing.ts';
import type { SituationDuJeton } from '../../records/prolongations.ts';

interface Prolonge {
  readonly nouveau: string;
  readonly fin: Date;
  readonly publicUrl: string;
}

const noReply = 'Ce courriel est envoyé par une machine : une réponse par courriel ne serait lue par personne.';

/** A token was made beside the one that ends: who asked, then who uses it. Never its value. */
export function courrielsProlongation(ancien: SituationDuJeton, { nouveau, fin, publicUrl }: Prolonge): Mail[] {
  const demandeur = canonicalEmail(ancien.demandeur_email ?? '');
  const contacts = new Set(ancien.contacts.map(canonicalEmail).filter((email) => email !== demandeur));
  const subject = `Un nouveau jeton prolonge « ${ancien.sujet} »`;
  const both = `Un nouveau jeton, aux mêmes droits, vaut jusqu’au ${frenchDay(fin)}. Celui d’aujourd’hui fonctionne à côté de lui jusqu’au ${frenchDay(ancien.expire_le)} : remplacez-le dans vos logiciels avant cette date.`;
  const own = paragraphs(
    'Bonjour,',
    `Vous avez prolongé le jeton « ${ancien.sujet} » : vous avez confirmé que rien n’a changé.`,
    both,
    `Le nouveau jeton, et comment le transmettre à votre équipe technique : ${publicUrl}/compte/jetons/${nouveau}`,
    'Ce n’était pas vous ? Changez votre mot de passe, puis révoquez ce jeton depuis cette page.',
    noReply,
  );
  const others = paragraphs(
    'Bonjour,',
    `${ancien.demandeur_nom} (${ancien.demandeur_email ?? ''}) a prolongé le jeton « ${ancien.sujet} », dont vous êtes contact, et confirmé que vous l’êtes toujours.`,
    both,
    'Il vous transmet le nouveau jeton par un lien sûr : un jeton ne voyage jamais par courriel.',
    `Suivre ce jeton, avec un compte à votre adresse : ${publicUrl}/compte/jetons/${nouveau}`,
    noReply,
  );
  const mail = (to: string, text: string): Mail => ({ to, subject, text, key: `jeton:${nouveau}:prolonge:${to}` });
  return [
    ...(demandeur === null ? [] : [mail(demandeur, own)]),
    ...[...contacts].flatMap((to) => (to === null ? [] : [mail(to, others)])),
  ];
}
