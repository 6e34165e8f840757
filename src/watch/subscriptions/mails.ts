import { paragraphs } from '../../core/mail-text.ts';
import type { Mail } from '../../core/outgoing.ts';
import type { Abonnement } from '../../records/abonnements.ts';
import type { DemandeAbonnement } from '../../records/demandes-abonnement.ts';
import type { Addresses } from '../../subscribing/addresses.ts';
import { oneClickHeaders } from '../../subscribing/one-click.ts';
import type { Notice } from '../notice.ts';

/** What mails say of a service: its name, as its readers know it. */
export type TitleOf = (endpoint: string) => string;

const heads: Readonly<Record<Notice['kind'], readonly [subject: string, sentence: string]>> = {
  'incident.ouvert': ['[Incident]', 'Un incident est en cours.'],
  'incident.point': ['[Incident, suite]', 'Du nouveau sur un incident.'],
  'incident.resolu': ['[Incident résolu]', 'Un incident est résolu.'],
  'maintenance.annoncee': ['[Maintenance]', 'Une maintenance est annoncée.'],
  'maintenance.modifiee': ['[Maintenance modifiée]', 'Une maintenance annoncée a changé.'],
  'maintenance.annulee': ['[Maintenance annulée]', 'Une maintenance annoncée n’aura pas lieu.'],
};

const day = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'full', timeStyle: 'short' });

/** One piece of news, for one subscriber. */
export function noticeMail(
  notice: Notice,
  { id, email }: Pick<Abonnement, 'id' | 'email'>,
  { titleOf, addresses, key }: { titleOf: TitleOf; addresses: Addresses; key: string },
): Mail {
  return {
    to: email,
    subject: subjectOf(notice),
    text: paragraphs(
      ...newsOf(notice, titleOf),
      `Vous recevez ce message parce que vous êtes abonné à l’état des services.\nChanger vos choix ou vous désabonner : ${addresses.preferences(key)}`,
    ),
    headers: oneClickHeaders(addresses.leaving(key)),
    owner: `abonnement:${id}`,
    key: newsKey(notice, id),
  };
}

/** The same, for who uses what it is about without having subscribed. */
export function contactMail(notice: Notice, email: string, titleOf: TitleOf, subscribing: string): Mail {
  const { id, kind, version } = notice;
  return {
    to: email,
    subject: subjectOf(notice),
    text: paragraphs(
      ...newsOf(notice, titleOf),
      `Vous recevez ce message parce que vous êtes demandeur ou contact métier d’une habilitation en vigueur, et que l’incident est grave.\nÊtre prévenu aussi des autres : ${subscribing}`,
    ),
    key: `incident-contact:${email}:${id}:${kind}:${version}`,
  };
}

function subjectOf({ kind, title }: Notice): string {
  return `${heads[kind][0]} ${title}`;
}

function newsOf({ kind, title, text, endpoints, url, window }: Notice, titleOf: TitleOf): string[] {
  const services = endpoints.map((endpoint) => `- ${titleOf(endpoint)}`).join('\n');
  return [
    'Bonjour,',
    `${heads[kind][1]}\n${title}`,
    window === null ? '' : `Du ${day.format(window.from)}\nau ${day.format(window.to)} (heure de Paris).`,
    text,
    services === '' ? '' : `Services concernés :\n${services}`,
    `Tout savoir : ${url}`,
  ];
}

/** What makes one piece of news one for each: nothing leaves twice. */
export function newsKey({ id, kind, version }: Notice, abonnement: string): string {
  return `abonnement:${abonnement}:${id}:${kind}:${version}`;
}

/** The same mail whether the address is already a subscriber's or not. */
export function confirmationMail(
  { email, sorte, url, endpoints }: Pick<DemandeAbonnement, 'email' | 'sorte' | 'url' | 'endpoints'>,
  { titleOf, addresses, key }: { titleOf: TitleOf; addresses: Addresses; key: string },
): Mail {
  const chosen = endpoints.length === 0 ? ' tous' : endpoints.map((endpoint) => `\n- ${titleOf(endpoint)}`).join('');
  return {
    to: email,
    subject: 'Confirmez votre abonnement à l’état des services',
    text: paragraphs(
      'Bonjour,',
      'Quelqu’un, sans doute vous, demande à être prévenu des incidents et des maintenances de nos services.',
      sorte === 'webhook' ? `Par webhook, à cette adresse : ${url}` : 'Par courriel, à votre adresse.',
      `Services :${chosen}`,
      `Pour confirmer, dans les 48 heures : ${addresses.confirmation(key)}`,
      'Si ce n’est pas vous, ne faites rien : sans confirmation, rien ne vous sera envoyé. Si vous êtes déjà abonné, ces choix remplaceront les précédents.',
    ),
  };
}

/** The way back to a webhook, which has no mail of its own. */
export function webhookKeptMail({ email, url }: Abonnement, addresses: Addresses, key: string): Mail {
  return {
    to: email,
    subject: 'Votre webhook est actif',
    text: paragraphs(
      'Bonjour,',
      `Les incidents et les maintenances des services que vous avez choisis seront désormais envoyés à ${url}`,
      `Changer vos choix ou arrêter ces envois : ${addresses.preferences(key)}`,
      'Le secret qui signe ces envois ne s’affiche qu’une fois, à la confirmation. Si vous l’avez perdu, abonnez-vous de nouveau à la même adresse : un nouveau secret remplacera le précédent.',
    ),
  };
}

/** Sendings have failed for too long, or their receiver wants no more. */
export function webhookEndedMail({ email, url }: Abonnement, why: 'gone' | 'lost', addresses: Addresses): Mail {
  return {
    to: email,
    subject: 'Votre webhook est arrêté',
    text: paragraphs(
      'Bonjour,',
      why === 'gone'
        ? `L’adresse ${url} nous a répondu 410 : elle ne veut plus recevoir nos envois. Nous les avons arrêtés.`
        : `Cinq envois de suite n’ont pas pu être remis à ${url} malgré plusieurs essais chacun. Nous les avons arrêtés.`,
      `Une fois l’adresse réparée, abonnez-la de nouveau : ${addresses.subscribing}`,
    ),
  };
}
