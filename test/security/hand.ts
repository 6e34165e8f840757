import type { Page, Visitor } from '../support/visitor.ts';
import { addressesOf, objectsOf } from './objects.ts';
import type { ReadPage, SeenForm } from './read-pages.ts';
import { rules } from './rules.ts';
import type { Invitations, Role, Stage } from './stage.ts';
import { besides, confirmed, filled, numberOf, passes } from './typing.ts';

/** Something typed, and where. */
export interface Mark {
  readonly number: string;
  readonly role: Role;
  /** The form and its field, whatever the request it is about. */
  readonly where: string;
}

/** Who types: each what he alone has, the visitor what everyone has. */
const writers = ['v', 'p', 'e', 'n', 'i', 'r', 'a'] as const satisfies readonly Role[];
/** What would end the session or the account of who types, or take away what was typed. */
export const ends = /^\/deconnexion|\/effacement$|\/quitter$|\/supprimer$/;
/** What takes its object away from the forms that follow. */
const late =
  /activer$|retirer|archiver|ecarter|annuler|supprimer|refuser|accepter|resolu|rouvrir|terminer|actes|decision|double-auth|clore|fermer|decliner|rendre|revoquer|retablir|rotation|demander$/;

/** The forms of reports, which their page asks to choose. */
const reports = ['endpoint', 'general', 'documentation', 'site'].map((kind) => `/support/signaler?type=${kind}`);

export interface Hand {
  readonly marks: readonly Mark[];
  /** What forms were sent, and how many answers there were. */
  readonly sent: ReadonlySet<string>;
  /** What acts in the answers. */
  readonly faults: readonly string[];
  /** Answers that a form must never have. */
  readonly broken: readonly string[];
}

export type Read = (html: string) => Promise<ReadPage>;

/** The pages that someone is let in, by their rules; those of everyone are the visitor's. */
export function pagesFor(role: Role, stage: Stage, invitations: Invitations): readonly string[] {
  return rules
    .filter(({ open }) => role === 'v' || !open)
    .flatMap(({ access, routes }) =>
      routes
        .filter((route) => route.startsWith('GET '))
        .flatMap((route) => addressesOf(route.slice(4), objectsOf(route.slice(4), stage, invitations)))
        .filter(({ name }) => (typeof access === 'string' ? access : (access[name] ?? '')).includes(role)),
    )
    .map(({ path }) => path);
}

/** The forms that the rules let someone use, each with the first of them. */
export function formsOf(
  stage: Stage,
  invitations: Invitations,
): readonly { readonly path: string; readonly role: Role }[] {
  return rules.flatMap(({ access, routes }) =>
    routes
      .filter((route) => route.startsWith('POST '))
      .flatMap((route) => addressesOf(route.slice(5), objectsOf(route.slice(5), stage, invitations)))
      .flatMap(({ name, path }) => {
        const allowed = typeof access === 'string' ? access : (access[name] ?? '');
        const role = (['p', 'v', ...writers] as const).find((one) => allowed.includes(one));
        return role === undefined ? [] : [{ path, role }];
      }),
  );
}

/** Sends every form of every page, each field filled in every way, with fields that no form has. */
export async function typeEverywhere(stage: Stage, invitations: Invitations, read: Read): Promise<Hand> {
  const marks: Mark[] = [];
  const sent = new Set<string>();
  const [faults, broken]: [string[], string[]] = [[], []];

  async function sendOne(role: Role, path: string, index: number, pass: (typeof passes)[number]): Promise<void> {
    const visitor = stage.as[role];
    const form = (await read((await visitor.get(path)).html)).forms[index];
    if (form === undefined) return;
    const action = form.action === '' ? path : form.action;
    const mark = (field: string) => {
      const number = numberOf(marks.length);
      marks.push({ number, role, where: `${kindOf(action)} ${field}` });
      return number;
    };
    const turn = passes.indexOf(pass) % Math.max(1, form.buttons.length);
    const button = form.buttons[turn] ?? { name: '', value: '' };
    const { pirate, octrois, autour } = stage.scene;
    const filling = { pass, mark, pirate, named: { jti: octrois.mien.jti, appels: autour.request } };
    const answer = await visitor.send(action, filled(form, button, filling));
    sent.add(kindOf(action));
    for (const one of [answer, ...(await confirm(visitor, action, answer))]) {
      if (one.status >= 500 || one.status === 403) broken.push(`${one.status} ${role} ${action} ${pass}`);
      for (const fault of await faultsOf(one, read)) faults.push(`${role} ${action} ${pass}: ${fault}`);
    }
  }

  async function confirm(visitor: Visitor, path: string, answer: Page): Promise<Page[]> {
    if (answer.status !== 200 || !isHtml(answer)) return [];
    const found: Page[] = [];
    for (const form of (await read(answer.html)).forms) {
      const body = confirmed(form);
      if (body !== null) found.push(await visitor.send(form.action === '' ? path : form.action, body));
    }
    return found;
  }

  const known = new Set<string>();
  /** Pages that have no form: they are not opened again. */
  const quiet = new Set<string>();
  /** The forms that no page has shown: what they would take, and the rest, all the same. */
  async function sendUnseen(): Promise<void> {
    for (const { path, role } of formsOf(stage, invitations)) {
      if (ends.test(path) || sent.has(kindOf(path))) continue;
      await stage.as[role].get('/compte');
      const body = new URLSearchParams({ _csrf: stage.as[role].formToken });
      for (const [name, value] of besides(stage.scene.pirate)) body.append(name, value);
      const { status } = await stage.as[role].send(path, body);
      if (status >= 500 || status === 403) broken.push(`${status} ${role} ${path}`);
      sent.add(kindOf(path));
    }
  }

  async function typeAs(role: Role, isLate: boolean): Promise<void> {
    for (const path of [...pagesFor(role, stage, invitations), ...(role === 'v' ? reports : [])]) {
      if (quiet.has(`${role} ${path}`)) continue;
      // Reports are counted by the hour.
      if (reports.includes(path)) await stage.instance.apie('horloge', 'avancer', '61m');
      const page = await stage.as[role].get(path);
      if (page.status !== 200 || !isHtml(page)) continue;
      const forms = (await read(page.html)).forms;
      if (forms.every(({ action }) => ends.test(action))) quiet.add(`${role} ${path}`);
      for (const [index, form] of forms.entries()) {
        if (ends.test(form.action) || (!isLate && late.test(form.action))) continue;
        // The same form about something else is the same form.
        const name = [role, kindOf(form.action), ...form.fields.map((field) => field.name)].join(' ');
        if (known.has(name)) continue;
        known.add(name);
        for (const pass of passes) if (pass !== 'addresses' || isVaried(form)) await sendOne(role, path, index, pass);
      }
    }
  }
  for (const isLate of [false, true]) for (const role of writers) await typeAs(role, isLate);
  await sendUnseen();
  return { marks, sent, faults, broken };
}

/** A third time would say something else: another choice, another button, another address. */
function isVaried({ fields, buttons }: SeenForm): boolean {
  return (
    buttons.length > 1 ||
    fields.some(({ kind, name }) => ['radio', 'select', 'url'].includes(kind) || name.endsWith('url'))
  );
}

export async function faultsOf(page: Page, read: Read): Promise<readonly string[]> {
  return isHtml(page) ? (await read(page.html)).faults : [];
}

export function isHtml({ headers }: Page): boolean {
  return headers.get('content-type')?.startsWith('text/html') ?? false;
}

/** An address without what it is about. */
export function kindOf(action: string): string {
  return action
    .replace(/\?.*$/, '')
    .replace(/[\da-f]{8}-[\da-f-]{27}|\b\d{14}\b|S-\d{4}-\d+|[\w-]{43,}|(?<=\/)[\d-]+(?=\/|$)/g, '…');
}
