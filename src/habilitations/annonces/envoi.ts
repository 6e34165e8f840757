import type { Mail } from '../../core/outgoing.ts';
import { formulaireOf } from '../cas-usage.ts';
import { courriel } from './courriel.ts';
import type { Faits } from './faits.ts';

/** A draft has been opened: where to find it again. */
export function brouillonOuvert(faits: Faits): Mail[] {
  const { demandeur, liens, annonce } = faits;
  const { id, intitule } = annonce.demande;
  return [
    courriel(faits, {
      genre: 'brouillon',
      to: demandeur.email,
      sujet: 'Votre brouillon de demande est conservé',
      paragraphes: [
        `Votre demande d’accès « ${intitule} » est conservée. Elle n’est pas encore envoyée : personne ne l’examine tant que vous ne l’avez pas terminée.`,
        `La reprendre quand vous voulez : ${liens.demande(id)}`,
      ],
    }),
  ];
}

/** A request has been sent, or sent again. */
export function demandeEnvoyee(faits: Faits): Mail[] {
  const { demandeur, liens, annonce, delai, instructeurs } = faits;
  const { demande, changements } = annonce;
  const { id, intitule, cas_usage } = demande;
  const again = isSentAgain(faits);
  const received = courriel(faits, {
    genre: 'recue',
    to: demandeur.email,
    sujet: 'Votre demande est reçue',
    paragraphes: [
      `Nous avons bien reçu votre demande d’accès « ${intitule} », sous le numéro ${demande.numero}.`,
      again
        ? 'Elle reprend sa place auprès de nos équipes, avec ce que vous avez modifié.'
        : `Une première réponse vous parviendra par courriel : quatre demandes sur cinq en reçoivent une en ${delai.p80} jours ou moins.`,
      `La suivre, nous écrire : ${liens.demande(id)}`,
    ],
  });
  const told = instructeurs.map((to) =>
    courriel(faits, {
      genre: 'a-instruire',
      to,
      sujet: `${again ? 'Demande renvoyée' : 'Nouvelle demande'} : ${intitule}`,
      paragraphes: [
        `${again ? 'Une demande vient d’être renvoyée' : 'Une demande vient d’être envoyée'} (${formulaireOf(cas_usage).titre}).`,
        again && changements.length > 0
          ? `Ce qui a changé :\n${changements.map(({ libelle }) => `- ${libelle}`).join('\n')}`
          : '',
        `La lire : ${liens.instruction(id)}`,
        `Ne plus recevoir ces courriels : ${liens.preferences}`,
      ],
    }),
  );
  return [received, ...told];
}

function isSentAgain({ annonce: { demande } }: Faits): boolean {
  return demande.premier_envoi_le?.getTime() !== demande.envoyee_le?.getTime();
}
