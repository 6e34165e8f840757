import { Secret, TOTP } from 'otpauth';
import type { TestInstance } from './instance.ts';
import { linkIn, mailsTo } from './mails.ts';
import { password, Visitor } from './visitor.ts';

let people = 0;

/** What someone types to open an account; a new e-mail each time. */
export function identity(email = `personne-${++people}@mairie.example`) {
  const words = { mot_de_passe: password, confirmation: password };
  return { email, prenom: 'Camille', nom: 'Noël', fonction: 'Juriste', telephone: '01 23 45 67 89', ...words };
}

/** Someone whose account is open and whose e-mail is verified, by the pages that anyone has; not logged in. */
export async function signedUp(instance: TestInstance, email?: string): Promise<{ visitor: Visitor; email: string }> {
  const typed = identity(email);
  const visitor = new Visitor(instance.url);
  await visitor.get('/inscription');
  await visitor.post('/inscription', typed);
  await visitor.post(linkIn((await mailsTo(instance, typed.email)).at(-1), '/inscription/verification/'), {});
  return { visitor, email: typed.email };
}

const STEP_MS = 30_000;

/** What the phone of someone shows now: a code that has not served yet, and has time left to be typed. */
export async function codeOf(instance: TestInstance, secret: string): Promise<string> {
  let timestamp = await goForward(instance, STEP_MS);
  if (timestamp % STEP_MS > STEP_MS / 2) timestamp = await goForward(instance, STEP_MS - (timestamp % STEP_MS));
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

async function goForward(instance: TestInstance, milliseconds: number): Promise<number> {
  const [line = ''] = await instance.apie('horloge', 'avancer', `${Math.ceil(milliseconds / 1000)}s`);
  return Date.parse(/\d{4}-\S+Z/.exec(line)?.[0] ?? '');
}

export interface Factor {
  /** What the phone keeps. */
  readonly secret: string;
  readonly codes: readonly string[];
}

/** Turns the second factor on for who is logged in. */
export async function turnOnFactor(instance: TestInstance, visitor: Visitor): Promise<Factor> {
  const address = '/compte/securite/double-authentification';
  await visitor.get(address);
  await visitor.post(address, {});
  const secret = secretIn((await visitor.get(address)).html);
  const { html } = await visitor.post(`${address}/confirmation`, { code: await codeOf(instance, secret) });
  return { secret, codes: recoveryCodesIn(html) };
}

export function secretIn(html: string): string {
  return (/<code class="secret">([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? '').replaceAll(' ', '');
}

export function recoveryCodesIn(html: string): string[] {
  return [...html.matchAll(/<code>((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})<\/code>/g)].map(([, code = '']) => code);
}
