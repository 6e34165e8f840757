import { addCalendarMonths } from '../../core/dates/durations.ts';
import { frenchDay } from '../../core/dates/french-day.ts';
import type { Mail } from '../../core/outgoing.ts';
import { tokenLifeMonths } from '../../core/terms.ts';
import { titresContacts } from '../champs.ts';
import { changementsEntre } from '../changements.ts';
import { formulaireDe } from '../formulaire.ts';
import { courriel } from './courriel.ts';
import type { Faits } from './faits.ts';
import { nommes, type Roles, rolesDe } from './roles.ts';

/** Access is granted: each is told what it asks of him. Never the value of the token. */
export function demandeValidee(faits: Faits): Mail[] {
  const roles = rolesDe(faits);
  return [...granted(faits, roles), ...named(faits)];
}

function granted(faits: Faits, roles: Roles): Mail[] {
  const { demandeur, metier, technique } = roles;
  if (faits.accordeAvant !== null) return [apresReouverture(faits, roles)];
  if (faits.annonce.demande.cas_usage === 'editeur') return [pourEditeur(faits, roles)];
  const own = pourDemandeur(faits, roles);
  if (metier === demandeur && technique === demandeur) return [own];
  if (metier === demandeur) return [own, pourTechnique(faits, technique, [demandeur])];
  if (technique === demandeur) return [own, pourMetier(faits, metier, [demandeur])];
  if (metier === technique) return [own, pourLesDeux(faits, metier, [demandeur])];
  return [own, pourTechnique(faits, technique, [demandeur]), pourMetier(faits, metier, [demandeur, technique])];
}

const fin = ({ annonce }: Faits) => frenchDay(addCalendarMonths(annonce.at, tokenLifeMonths));

function pourDemandeur(faits: Faits, { demandeur, metier, technique }: Roles): Mail {
  const { liens, annonce } = faits;
  const others = [
    technique === demandeur ? '' : `contact technique : ${technique}`,
    metier === demandeur ? '' : `contact métier : ${metier}`,
  ].filter((line) => line !== '');
  return courriel(faits, {
    genre: 'accord',
    to: demandeur,
    sujet: 'Votre demande est validée',
    paragraphes: [
      `Votre demande d’accès « ${annonce.demande.intitule} » est validée. Un jeton vous est attribué, valable jusqu’au ${fin(faits)}.`,
      `Ce qui est accordé, et votre jeton : ${liens.demande(annonce.demande.id)}`,
      'Vous seul voyez la valeur du jeton. Ne l’envoyez jamais par courriel ni par messagerie : ni à nous, ni à votre équipe technique.',
      others.length === 0 ? '' : `Nous écrivons aussi à ceux que vous avez nommés :\n${lines(others)}`,
      `Pour la mise en service :\n${lines([
        `démarrer : ${liens.demarrer}`,
        `vivre avec l’API : ${liens.quotidien}`,
        `ce qui fonctionne maintenant : ${liens.etat}`,
        `être prévenu des incidents : ${liens.abonnements}`,
      ])}`,
    ],
  });
}

function pourTechnique(faits: Faits, to: string, cc: readonly string[]): Mail {
  return courriel(faits, {
    genre: 'accord-technique',
    to,
    cc,
    sujet: 'Vous êtes contact technique d’une habilitation',
    paragraphes: [accordee(faits, 'contact technique'), ...technique(faits)],
  });
}

function pourMetier(faits: Faits, to: string, cc: readonly string[]): Mail {
  return courriel(faits, {
    genre: 'accord-metier',
    to,
    cc,
    sujet: 'Vous êtes contact métier d’une habilitation',
    paragraphes: [accordee(faits, 'contact métier'), metier(faits)],
  });
}

function pourLesDeux(faits: Faits, to: string, cc: readonly string[]): Mail {
  return courriel(faits, {
    genre: 'accord-contacts',
    to,
    cc,
    sujet: 'Vous êtes contact métier et technique d’une habilitation',
    paragraphes: [accordee(faits, 'contact métier et contact technique'), metier(faits), ...technique(faits)],
  });
}

const accordee = ({ annonce, demandeur }: Faits, role: string) =>
  `L’accès demandé par ${demandeur.prenom} ${demandeur.nom} (${demandeur.email}) pour « ${annonce.demande.intitule} » est accordé. Vous y êtes nommé ${role}.`;

const technique = (faits: Faits) => [
  `Le jeton vaut jusqu’au ${fin(faits)}. Demandez-le à ${faits.demandeur.email}, qui vous le transmettra par un lien sûr : un jeton ne voyage jamais par courriel.`,
  'Vous serez prévenu avant la fin du jeton, et des incidents qui touchent vos appels.',
  `Pour brancher votre logiciel :\n${lines([`démarrer : ${faits.liens.demarrer}`, `limites, erreurs, reprises : ${faits.liens.quotidien}`, `ce qui fonctionne maintenant : ${faits.liens.etat}`])}`,
];

const metier = (faits: Faits) =>
  `Vous répondez de l’usage des données : elles ne servent qu’à ce projet, et ne sont montrées qu’aux agents habilités. Vous serez prévenu des incidents graves et avant la fin du jeton, le ${fin(faits)}.`;

function pourEditeur(faits: Faits, { demandeur, metier: aside, technique: apart }: Roles): Mail {
  const { liens, annonce } = faits;
  return courriel(faits, {
    genre: 'accord-editeur',
    to: demandeur,
    cc: [apart, aside],
    sujet: 'Votre demande d’éditeur est validée',
    paragraphes: [
      `Votre demande « ${annonce.demande.intitule} » est validée. Un jeton d’essai vous est attribué, valable jusqu’au ${fin(faits)} : ${liens.demande(annonce.demande.id)}`,
      `Les règles des éditeurs :\n${lines([
        'un jeton par client public : chacun fait sa demande, et son jeton reste le sien ;',
        'votre jeton ne sert qu’à vos essais, jamais aux données d’un client ;',
        'vous n’êtes jamais destinataire des données : vous les présentez aux agents de votre client ;',
        'le jeton n’est ni dans le code ni dans un courriel.',
      ])}`,
      `Tout savoir : ${liens.editeurs}`,
      `Brancher votre logiciel : ${liens.demarrer}`,
    ],
  });
}

function apresReouverture(faits: Faits, { demandeur, metier: to, technique: apart }: Roles): Mail {
  const { liens, annonce, accordeAvant, donnees } = faits;
  const after = formulaireDe(annonce.demande);
  const changed = accordeAvant === null ? [] : changementsEntre(accordeAvant, after, donnees);
  return courriel(faits, {
    genre: 'accord-reouverture',
    to: to === '' ? demandeur : to,
    cc: [apart, demandeur],
    sujet: 'Une habilitation est modifiée',
    paragraphes: [
      `Les modifications demandées sur « ${annonce.demande.intitule} » sont validées.`,
      changed.length === 0 ? '' : `Ce qui a changé :\n${lines(changed.map(({ libelle }) => libelle))}`,
      `Un nouveau jeton porte les droits accordés aujourd’hui, jusqu’au ${fin(faits)}. L’ancien garde les siens jusqu’à sa fin : remplacez-le dans vos logiciels sans vous presser, mais remplacez-le.`,
      `Ce qui est accordé : ${liens.demande(annonce.demande.id)}`,
    ],
  });
}

function named(faits: Faits): Mail[] {
  const { liens, annonce, demandeur } = faits;
  return [...nommes(faits)].map(([to, titles]) => {
    const as = titles.map((title) => titresContacts[title].toLowerCase()).join(' et ');
    return courriel(faits, {
      genre: 'nomme',
      to,
      sujet: 'Vous êtes nommé dans une habilitation',
      paragraphes: [
        `Dans la demande d’accès « ${annonce.demande.intitule} », validée le ${frenchDay(annonce.at)}, ${demandeur.prenom} ${demandeur.nom} (${demandeur.email}) vous a nommé ${as}.`,
        'Vous n’avez rien à faire si c’est exact. Si ce ne l’est pas, dites-le-lui, ou écrivez-nous.',
        `Ce que devient votre adresse ici : ${liens.donneesPersonnelles}`,
        `Nous écrire : ${liens.support}`,
      ],
    });
  });
}

function lines(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
