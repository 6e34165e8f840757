import { rm } from 'node:fs/promises';
import { parisLocal } from '../../src/core/dates/paris-local.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { opened, png } from '../support/tickets.ts';
import { password, Visitor } from '../support/visitor.ts';
import { type PortalRoute, withRoutes } from './registry.ts';
import { type Letter, people, playScene, type Scene, SIRET, subject } from './scene.ts';

const HOUR_MS = 3_600_000;

/** `v` is a visitor without an account. */
export type Role = 'v' | Letter;

export interface Stage {
  readonly instance: TestInstance;
  readonly routes: readonly PortalRoute[];
  readonly scene: Scene;
  readonly as: Readonly<Record<Role, Visitor>>;
  /** What only pages make: addresses, without what was just done. */
  readonly made: Made;
  /** Stops the instance, its database kept. */
  halt(): Promise<void>;
  stop(): Promise<void>;
}

export interface Made {
  /** Of the owner, in his account, and its file. */
  readonly ticket: string;
  readonly ticketPiece: string;
  /** Of someone without an account: `/support/<number>/<key>`. */
  readonly keyed: string;
  readonly keyedPiece: string;
  readonly draftIncident: string;
  readonly incident: string;
  readonly maintenance: string;
  readonly letter: string;
  readonly modele: string;
  readonly subject: string;
}

/** An instance on the scene, everyone logged in; who is deactivated or erased was logged in before. */
export async function openStage(): Promise<Stage> {
  const scene = await playScene();
  const { started: instance, routes } = await withRoutes(() => startTestInstance({ varDir: scene.folder }));
  const as = { v: new Visitor(instance.url), ...(await everyone(instance)) };
  await instance.apie('compte', 'desactiver', people.d.email);
  await as.x.get('/compte/donnees/effacement');
  await as.x.post('/compte/donnees/effacement', { mot_de_passe: password });
  const made = await make(as);
  await withdraw(as.a, scene.octrois.rouvert.jti);
  let stopped: Promise<void> | null = null;
  const halt = () => {
    stopped ??= instance.stop();
    return stopped;
  };
  const stop = async () => {
    await halt();
    await rm(scene.folder, { recursive: true, force: true });
  };
  return { instance, routes, scene, as, made, halt, stop };
}

async function everyone(instance: TestInstance): Promise<Record<Letter, Visitor>> {
  const enter = async (letter: Letter): Promise<Visitor> => {
    const visitor = new Visitor(instance.url);
    const { status } = await visitor.logIn(people[letter].email);
    if (status !== 303) throw new Error(`${people[letter].who} cannot log in`);
    return visitor;
  };
  return {
    ...{ p: await enter('p'), c: await enter('c'), n: await enter('n'), e: await enter('e') },
    ...{ m: await enter('m'), t: await enter('t'), r: await enter('r'), i: await enter('i'), a: await enter('a') },
    ...{ d: await enter('d'), x: await enter('x') },
  };
}

async function make(as: Readonly<Record<Role, Visitor>>): Promise<Made> {
  const pieceOf = async (visitor: Visitor, page: string) =>
    /\/pieces\/([\w-]+)"/.exec((await visitor.get(page)).html)?.[1] ?? '';
  const ticket = await opened(as.p, 'general', {}, [png]);
  const keyed = await opened(as.v, 'site', {}, [png]);
  return {
    ...{ ticket: last(ticket), ticketPiece: await pieceOf(as.p, ticket) },
    ...{ keyed, keyedPiece: await pieceOf(as.v, keyed) },
    ...(await makeOfOperators(as)),
  };
}

type MadeByOperators = Omit<Made, 'ticket' | 'ticketPiece' | 'keyed' | 'keyedPiece'>;

async function makeOfOperators({ a, i }: Readonly<Record<Role, Visitor>>): Promise<MadeByOperators> {
  const incident = { titre: 'Panne', gravite: 'mineure', services: 'cotisations_msa', etat: 'investigation' };
  const said = { texte: 'Nous cherchons.', prochaine_action: '', fin_prevue: '' };
  const [debut, fin] = [2, 3].map((hours) => parisLocal(new Date(Date.now() + hours * HOUR_MS)));
  const works = { titre: 'Travaux', texte: 'Rien ne bouge.', services: 'cotisations_msa', effet: 'annonce' };
  const letter = { genre: 'infolettre', titre: 'Une lettre', resume: 'Peu.', corps: 'Bonjour.' };
  await a.get('/administration');
  const open = async (path: string, fields: Record<string, string>) => {
    const { status, location, html } = await a.post(path, fields);
    if (status !== 303) throw new Error(`${path}: ${status} ${html.slice(0, 300)}`);
    return last(location?.split('?')[0] ?? '');
  };
  const draftIncident = await open('/administration/incidents', { ...incident, ...said, action: 'brouillon' });
  const published = await open('/administration/incidents', { ...incident, ...said, action: 'publier' });
  await open('/administration/maintenances', { ...works, debut: debut ?? '', fin: fin ?? '' });
  const found = async (visitor: Visitor, page: string, form: RegExp) =>
    form.exec((await visitor.get(page)).html)?.[1] ?? '';
  await i.get('/instruction/modeles/nouveau');
  await i.post('/instruction/modeles/nouveau', { genre: 'message', titre: 'Accueil', corps: 'Bonjour' });
  return {
    ...{ draftIncident, incident: published, letter: await open('/administration/infolettres', letter) },
    maintenance: await found(a, '/administration/maintenances', /maintenances\/([\w-]+)\/modifier/),
    modele: await found(i, '/instruction/modeles', /instruction\/modeles\/(?!nouveau)([\w-]+)/),
    subject: await found(a, `/administration/comptes?q=${subject}`, /comptes\/([\da-f-]{36})/),
  };
}

/** An operator withdraws a token, which he may give back. */
async function withdraw(visitor: Visitor, jti: string): Promise<void> {
  const page = `/administration/jetons/${jti}/revoquer`;
  const vu = /name="vu" value="([^"]*)"/.exec((await visitor.get(page)).html)?.[1] ?? '';
  const { status } = await visitor.post(page, { vu, quand: 'maintenant', raison: 'Il a fui.' });
  if (status !== 303) throw new Error(`${page}: ${status}`);
}

const last = (path: string): string => path.split('/').at(-1) ?? '';

type Invited = 'n' | 'e' | 't';
export type Invitations = Readonly<Record<Invited, { readonly key: string; readonly id: string }>>;

/** Invitations to the owner's organisation, one each. */
export async function invite({ as, instance }: Pick<Stage, 'as' | 'instance'>): Promise<Invitations> {
  const invited = async (letter: Invited) => {
    const { email } = people[letter];
    await as.p.post(`/compte/organisations/${SIRET}/invitations`, { email });
    const key = last(linkIn((await mailsTo(instance, email)).at(-1), '/invitation/'));
    const { html } = await as[letter].get('/compte/organisations');
    return { key, id: /invitations\/([\w-]{36})\/accepter/.exec(html)?.[1] ?? '' };
  };
  return { n: await invited('n'), e: await invited('e'), t: await invited('t') };
}
