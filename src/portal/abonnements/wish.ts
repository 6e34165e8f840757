import { canonicalEmail } from '../../core/email.ts';
import { webhookHome, webhookUrl } from '../../platform/outgoing/webhook-address.ts';
import type { Wish } from '../../watch/subscriptions/desk.ts';
import { textOf, valuesOf } from '../shared/form-body.ts';

/** Stands for every service, those to come included. */
export const ALL = 'tous';
const MAX_URL = 500;

/** What the form held, to be shown again. */
export interface Typed {
  readonly email: string;
  readonly sorte: 'courriel' | 'webhook';
  readonly url: string;
  readonly services: readonly string[];
}

type Errors<Field extends string> = { readonly [field in Field]?: string };
export type WishErrors = Errors<'email' | 'url' | 'service'>;

export interface FormRules {
  readonly known: readonly string[];
  readonly sandbox: boolean;
}

export function typedIn(body: unknown): Typed {
  const url = textOf(body, 'url');
  const sorte = textOf(body, 'sorte') || (url === '' ? 'courriel' : 'webhook');
  return {
    email: textOf(body, 'email'),
    sorte: sorte === 'webhook' ? 'webhook' : 'courriel',
    url,
    services: valuesOf(body, 'service'),
  };
}

/** What is asked, or what is to be mended in how it is. */
export function readWish(typed: Typed, rules: FormRules): Wish | WishErrors {
  const email = canonicalEmail(typed.email);
  const endpoints = readServices(typed.services, rules.known);
  const url = typed.sorte === 'webhook' ? readUrl(typed.url, rules) : '';
  if (email !== null && Array.isArray(endpoints) && url !== null) return { email, sorte: typed.sorte, url, endpoints };
  return {
    ...(email === null ? { email: 'Saisissez une adresse complète, comme prenom.nom@ministere.example.' } : {}),
    ...(url === null ? { url: urlFault(rules) } : {}),
    ...(Array.isArray(endpoints) ? {} : { service: endpoints }),
  };
}

export function isWish(read: Wish | WishErrors): read is Wish {
  return 'endpoints' in read;
}

/** Empty = all; a sentence when the choice is none, or says two things. */
export function readServices(services: readonly string[], known: readonly string[]): string[] | string {
  const chosen = services.filter((service) => known.includes(service));
  const all = services.includes(ALL);
  if (all && chosen.length > 0)
    return 'Décochez « Tous les services » pour n’en suivre que certains, ou décochez les autres cases.';
  if (!all && chosen.length === 0) return 'Cochez « Tous les services », ou au moins un service.';
  return chosen;
}

function readUrl(text: string, { sandbox }: FormRules): string | null {
  const url = webhookUrl(text, webhookHome({ mayCallThisMachine: sandbox }));
  if (url === null || url.href.length > MAX_URL) return null;
  if (url.protocol !== 'https:' && !sandbox) return null;
  return `${url.origin}${url.pathname}${url.search}`;
}

function urlFault({ sandbox }: FormRules): string {
  const scheme = sandbox ? 'http(s)' : 'https';
  return `Saisissez une adresse publique en ${scheme}, comme https://outil.example/webhook, sans mot de passe.`;
}
