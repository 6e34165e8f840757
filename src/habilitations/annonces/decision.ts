import { frenchDay } from '../../core/dates/french-day.ts';
import type { Mail } from '../../core/outgoing.ts';
import { cite, courriel } from './courriel.ts';
import type { Faits } from './faits.ts';

/** Something has to be made clear before a decision. */
export function precisionsDemandees(faits: Faits): Mail[] {
  const { demandeur, liens, annonce } = faits;
  const { demande, motif } = annonce;
  return [
    courriel(faits, {
      genre: 'precisions',
      to: demandeur.email,
      sujet: 'Des précisions sont attendues sur votre demande',
      paragraphes: [
        `Nous avons lu votre demande d’accès « ${demande.intitule} ». Avant de décider, nous avons besoin de précisions :`,
        cite(motif),
        `Modifier votre demande, puis la renvoyer : ${liens.demande(demande.id)}`,
        `Une question sur ce qui est demandé ? Écrivez-nous : ${liens.messages(demande.id)}`,
      ],
    }),
  ];
}

/** A request is refused; or what it wanted to change, when it had been granted before. */
export function demandeRefusee(faits: Faits): Mail[] {
  const { demandeur, liens, annonce } = faits;
  const { demande, motif } = annonce;
  const { precisions_demandees_le: asked } = demande;
  const isReopening = demande.etat === 'validee';
  return [
    courriel(faits, {
      genre: 'refus',
      to: demandeur.email,
      sujet: isReopening ? 'Vos modifications sont refusées' : 'Votre demande est refusée',
      demeure: true,
      paragraphes: [
        isReopening
          ? `Les modifications que vous aviez demandées sur « ${demande.intitule} » sont refusées. L’habilitation accordée auparavant reste en vigueur, et son jeton continue de fonctionner.`
          : `Votre demande d’accès « ${demande.intitule} » est refusée.`,
        asked === null || motif.includes(frenchDay(asked))
          ? ''
          : `Des précisions vous avaient été demandées le ${frenchDay(asked)}.`,
        `La raison :\n${cite(motif)}`,
        `Vous pensez que c’est une erreur ? Répondez-nous en citant le numéro ${demande.numero} : ${liens.support}`,
        isReopening
          ? ''
          : `Si votre projet change, une nouvelle demande peut reprendre tout ce que vous aviez saisi : ${liens.demande(demande.id)}`,
      ],
    }),
  ];
}

/** What was granted is taken back. */
export function habilitationRevoquee(faits: Faits): Mail[] {
  const { demandeur, liens, annonce } = faits;
  const { demande, motif } = annonce;
  return [
    courriel(faits, {
      genre: 'revocation',
      to: demandeur.email,
      sujet: 'Votre habilitation est révoquée',
      demeure: true,
      paragraphes: [
        `L’habilitation accordée pour « ${demande.intitule} » est révoquée. Ses jetons sont refusés dès maintenant : les logiciels qui les utilisent reçoivent une erreur 401.`,
        `La raison :\n${cite(motif)}`,
        `Vous pensez que c’est une erreur ? Écrivez-nous en citant le numéro ${demande.numero} : ${liens.support}`,
      ],
    }),
  ];
}
