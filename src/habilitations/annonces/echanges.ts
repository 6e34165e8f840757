import type { Mail } from '../../core/outgoing.ts';
import { nomDe } from '../acteurs.ts';
import { cite, courriel } from './courriel.ts';
import type { Faits } from './faits.ts';

/** A message: the other side is told where to read it. */
export function messageEcrit(faits: Faits): Mail[] {
  const { demandeur, liens, annonce, instructeurs } = faits;
  const { demande, acteur } = annonce;
  if (acteur?.id !== demande.demandeur)
    return [
      courriel(faits, {
        genre: 'message',
        to: demandeur.email,
        sujet: 'Vous avez un message',
        demeure: true,
        paragraphes: [
          `Un message vous attend sur votre demande d’accès « ${demande.intitule} ».`,
          `Le lire et y répondre : ${liens.messages(demande.id)}`,
        ],
      }),
    ];
  return instructeurs.map((to) =>
    courriel(faits, {
      genre: 'message',
      to,
      sujet: `Message du demandeur : ${demande.intitule}`,
      demeure: true,
      paragraphes: [
        `Un message du demandeur : ${liens.instruction(demande.id)}`,
        `Ne plus recevoir ces courriels : ${liens.preferences}`,
      ],
    }),
  );
}

/** An opinion is asked from someone. */
export function avisDemande(faits: Faits): Mail[] {
  const { annonce, liens, destinataire } = faits;
  if (destinataire === null) return [];
  return [
    courriel(faits, {
      genre: 'avis-demande',
      to: destinataire.email,
      sujet: 'Votre avis est demandé',
      paragraphes: [
        `${nomDe(annonce.acteur)} vous demande votre avis sur la demande « ${annonce.demande.intitule} » :`,
        cite(annonce.motif),
        `La lire et répondre : ${liens.instruction(annonce.demande.id)}`,
      ],
    }),
  ];
}

/** An opinion is given to who asked for it. */
export function avisRendu(faits: Faits): Mail[] {
  const { annonce, liens, destinataire } = faits;
  if (destinataire === null) return [];
  return [
    courriel(faits, {
      genre: 'avis-rendu',
      to: destinataire.email,
      sujet: 'L’avis que vous attendiez est rendu',
      paragraphes: [
        `${nomDe(annonce.acteur)} a rendu son avis sur la demande « ${annonce.demande.intitule} » :`,
        cite(annonce.motif),
        `Décider : ${liens.instruction(annonce.demande.id)}`,
      ],
    }),
  ];
}

/** An opinion is no longer waited for. */
export function avisRetire(faits: Faits): Mail[] {
  const { annonce, destinataire } = faits;
  if (destinataire === null) return [];
  return [
    courriel(faits, {
      genre: 'avis-retire',
      to: destinataire.email,
      sujet: 'Votre avis n’est plus attendu',
      paragraphes: [
        `${nomDe(annonce.acteur)} a retiré la demande d’avis qui vous était adressée sur « ${annonce.demande.intitule} ».`,
        'Vous n’avez rien à faire.',
      ],
    }),
  ];
}

/** A request is now someone else's. */
export function demandeTransferee(faits: Faits): Mail[] {
  const { annonce, liens, destinataire } = faits;
  if (destinataire === null) return [];
  return [
    courriel(faits, {
      genre: 'transfert',
      to: destinataire.email,
      sujet: 'Une demande d’accès vous est confiée',
      demeure: true,
      paragraphes: [
        `${nomDe(annonce.acteur)} vous confie la demande d’accès « ${annonce.demande.intitule} ». Vous en êtes désormais le demandeur : c’est à vous de la modifier, de l’envoyer, et de répondre de son jeton.`,
        annonce.motif === '' ? '' : cite(annonce.motif),
        `La voir : ${liens.demande(annonce.demande.id)}`,
        `Si vous ne vous y attendiez pas, écrivez-nous : ${liens.support}`,
      ],
    }),
  ];
}
