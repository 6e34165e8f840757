import { keptUntil } from '../../core/conservation.ts';
import { frenchDay } from '../../core/dates/french-day.ts';
import type { Mail } from '../../core/outgoing.ts';
import { archivageApresRelance } from '../delais-relance.ts';
import { courriel } from './courriel.ts';
import type { Faits } from './faits.ts';

/** A draft sleeps. */
export function brouillonOublie(faits: Faits): Mail[] {
  const { demandeur, liens, annonce } = faits;
  const { id, intitule, modifiee_le, reouverture } = annonce.demande;
  return [
    courriel(faits, {
      genre: 'relance-brouillon',
      to: demandeur.email,
      sujet: reouverture ? 'Vos modifications attendent d’être envoyées' : 'Votre brouillon attend d’être envoyé',
      paragraphes: [
        `Votre demande d’accès « ${intitule} » n’a pas changé depuis le ${frenchDay(modifiee_le)}, et n’est pas envoyée.`,
        `La reprendre, ou y renoncer : ${liens.demande(id)}`,
        reouverture
          ? 'Nous ne vous le rappellerons pas.'
          : `Nous ne vous le rappellerons pas : sans changement d’ici le ${frenchDay(keptUntil('brouillon', modifiee_le))}, il sera effacé.`,
      ],
    }),
  ];
}

/** What was asked has been waiting for months; without an answer, the request will be put away. */
export function precisionsOubliees(faits: Faits): Mail[] {
  const { demandeur, liens, annonce } = faits;
  const { id, intitule, precisions_demandees_le: asked, reouverture } = annonce.demande;
  return [
    courriel(faits, {
      genre: 'relance-precisions',
      to: demandeur.email,
      sujet: 'Votre demande attend vos précisions',
      paragraphes: [
        `Des précisions vous ont été demandées${asked === null ? '' : ` le ${frenchDay(asked)}`} sur votre demande d’accès « ${intitule} », et rien n’a changé depuis six mois.`,
        reouverture
          ? 'L’habilitation accordée auparavant reste en vigueur.'
          : `Sans nouvelle de vous d’ici le ${frenchDay(archivageApresRelance(annonce.at))}, la demande sera archivée.`,
        `La modifier, ou nous écrire : ${liens.demande(id)}`,
      ],
    }),
  ];
}
