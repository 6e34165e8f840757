import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { AccountRole } from '../../src/core/account-roles.ts';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import { type Bureau, createBureau } from '../../src/habilitations/bureau.ts';
import { formulaireOf } from '../../src/habilitations/cas-usage.ts';
import { type Contenu, emptyContenu, type Personne } from '../../src/habilitations/contenu.ts';
import { donneesOf } from '../../src/habilitations/donnees.ts';
import { createPapersReader } from '../../src/papers/room-papers.ts';
import { createPasswords } from '../../src/platform/passwords.ts';
import { type Compte, findCompte, insertCompte } from '../../src/records/comptes.ts';
import { copyEmptyDatabase, migrationsDirectory, openTest } from '../../src/records/databases.fixture.ts';
import { findDemande } from '../../src/records/demandes.ts';
import type { CasUsageDemande } from '../../src/records/tables/demandes.ts';
import type { Db } from '../../src/records/work.ts';
import { places, startTestInstance, type TestInstance } from './instance.ts';
import { type Page, password, Visitor } from './visitor.ts';

/** A company of the sandbox, whose head office is active. */
export const SIRET = '10010001500013';

export const someone: Personne = {
  genre: 'personne',
  prenom: 'Camille',
  nom: 'Martin',
  fonction: 'Cheffe de projet',
  email: 'camille.martin@mairie.example',
  telephone: '02 99 00 00 00',
};

/** What a form holds that lacks nothing. */
export const wholeContenu: Contenu = {
  ...emptyContenu,
  integrateur: 'equipe',
  description: 'Vérifier les candidatures des entreprises aux marchés de la ville, sans leur demander de pièces.',
  texte_juridique: 'Code de la commande publique, article R. 2143-13',
  texte_juridique_url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037730593',
  destinataires: 'Agents du service des achats',
  conservation_mois: '36',
  responsable_traitement: someone,
  delegue_protection: someone,
  contact_metier: someone,
  contact_technique: { ...someone, genre: 'equipe', prenom: '', fonction: '', nom: 'Équipe web' },
  delegue_informe: true,
};

export interface SeededPeople {
  readonly demandeuse: Compte;
  readonly autre: Compte;
  readonly instructeur: Compte;
  readonly incomplete: Compte;
}

export interface SeedTools {
  readonly db: Db;
  readonly bureau: Bureau;
  readonly people: SeededPeople;
  /** Makes a whole request of the applicant, as a draft. */
  draft(casUsage?: CasUsageDemande, contenu?: Partial<Contenu>): Promise<string>;
  /** The request as who acts has just read it. */
  seen(id: string): Promise<{ readonly id: string; readonly version: number }>;
}

/** An instance whose database holds these people, and what `write` makes; `stop` removes its folder too. */
export async function startWithDemandes<Seed>(
  write: (tools: SeedTools) => Promise<Seed>,
): Promise<{ readonly instance: TestInstance; readonly people: SeededPeople; readonly seed: Seed }> {
  const directory = await mkdtemp(join(tmpdir(), 'apie-'));
  await copyEmptyDatabase(directory, join(directory, 'base'));
  const onError = (error: Error): never => {
    throw error;
  };
  const options = { directory: join(directory, 'base'), migrationsDirectory, onError };
  const base = await openTest({ options, stop: async () => {} });
  const tools = await toolsOn(base.db);
  const seed = await write(tools);
  await base.close();
  const instance = await startTestInstance({ varDir: directory });
  const stop = async () => {
    await instance.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { instance: { ...instance, stop }, people: tools.people, seed };
}

async function toolsOn(db: Db): Promise<SeedTools> {
  const endpoints = await loadEndpoints(places.endpoints);
  const papersOf = createPapersReader(places.endpoints);
  const donnees = donneesOf(
    endpoints.map(({ name, title, scopes, providers }) => {
      const { categorie, ouverture } = papersOf(name).sheet;
      return { name, title, scopes, provider: providers[0]?.name ?? '', categorie, ouverture };
    }),
  );
  const bureau = createBureau({
    ...{ db, donnees },
    clock: { now: () => Date.now() },
    annoncer: async () => {},
    jetonsChanges: async () => {},
  });
  const person = await personMaker(db);
  const people = {
    demandeuse: await person('camille.martin@mairie.example', 'Camille', 'demandeur'),
    autre: await person('alix.bernard@mairie.example', 'Alix', 'demandeur'),
    instructeur: await person('sacha.petit@interne.example', 'Sacha', 'instructeur'),
    incomplete: await person('sans.telephone@mairie.example', 'Lou', 'demandeur', ''),
  };
  return {
    ...{ db, bureau, people },
    draft: (casUsage = 'marches_publics', contenu = {}) => {
      const donneesDe = [...formulaireOf(casUsage).coches];
      const saisie = { siret: SIRET, contenu: { ...wholeContenu, donnees: donneesDe, ...contenu } };
      return bureau.creer(people.demandeuse, { casUsage, intitule: `Projet ${casUsage}`, saisie });
    },
    seen: async (id) => {
      const { version } = (await findDemande(db, id)) ?? { version: 0 };
      return { id, version };
    },
  };
}

async function personMaker(db: Db) {
  const passwords = createPasswords();
  const mot_de_passe = await passwords.hash(password);
  return async (email: string, prenom: string, role: AccountRole, telephone = '02 99 00 00 00'): Promise<Compte> => {
    const id = randomUUID();
    const at = new Date();
    const account = {
      id,
      email,
      prenom,
      nom: 'Martin',
      roles: [role],
      cree_le: at,
      verifie_le: at,
      desactive_le: null,
    };
    await insertCompte(db, { ...account, mot_de_passe });
    await sql`update comptes set telephone = ${telephone}, fonction = 'Cheffe de projet' where id = ${id}`.execute(db);
    const kept = await findCompte(db, id);
    if (kept === undefined) throw new Error(`account ${email} was not kept`);
    return kept;
  };
}

/** A browser without a script that fills the forms of pages: what is not said keeps what the page shows. */
export class Redacteur {
  readonly #url: string;
  readonly #visitor: Visitor;

  constructor(instance: TestInstance) {
    this.#url = instance.url;
    this.#visitor = new Visitor(instance.url);
  }

  async logIn(email: string): Promise<this> {
    await this.#visitor.logIn(email);
    return this;
  }

  get(path: string): Promise<Page> {
    return this.#visitor.get(path);
  }

  /** Opens a page, and sends its form with these changes; a file is a `File`. */
  async fill(path: string, changes: Changes, headers: Record<string, string> = {}): Promise<Page> {
    return this.send(path, valuesOf((await this.get(path)).html), changes, headers);
  }

  /** Sends a form as a page showed it earlier, with these changes. */
  async send(path: string, shown: Values, changes: Changes, headers: Record<string, string> = {}): Promise<Page> {
    const values: Record<string, readonly (string | File)[]> = { ...shown };
    for (const [name, value] of Object.entries(changes)) values[name] = [value].flat();
    const entries = Object.entries(values).flatMap(([name, many]) => many.map((one) => [name, one] as const));
    const hasFile = entries.some(([, value]) => value instanceof File);
    const body = hasFile ? new FormData() : new URLSearchParams();
    for (const [name, value] of entries) {
      if (value instanceof File && body instanceof FormData) body.append(name, value);
      else body.append(name, String(value));
    }
    const cookie = [...this.#visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const all = { Accept: 'text/html', Cookie: cookie, ...headers };
    const action = path.replace(/[?#].*$/, '');
    const response = await fetch(`${this.#url}${action}`, { method: 'POST', redirect: 'manual', headers: all, body });
    const { status, headers: told } = response;
    return { status, headers: told, html: await response.text(), location: told.get('location') };
  }
}

type Values = Readonly<Record<string, readonly string[]>>;
type Changes = Readonly<Record<string, string | readonly string[] | File>>;

/** What the form of a page would send, were it sent as it is shown: the token, hidden fields, texts, boxes ticked. */
export function valuesOf(html: string): Values {
  const form = /<form class="formulaire".*?<\/form>/s.exec(html.slice(html.indexOf('<main')))?.[0] ?? '';
  const values: Record<string, string[]> = {};
  const keep = (name: string | undefined, value: string) => {
    if (name !== undefined) values[name] = [...(values[name] ?? []), unescaped(value)];
  };
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    const type = attribute('type') ?? 'text';
    const isOff =
      / disabled\b/.test(tag) || type === 'file' || (/checkbox|radio/.test(type) && !/ checked\b/.test(tag));
    if (!isOff) keep(attribute('name'), attribute('value') ?? '');
  }
  for (const [, name, text = ''] of form.matchAll(/<textarea\b[^>]*\sname="([^"]*)"[^>]*>\n?(.*?)<\/textarea>/gs))
    keep(name, text);
  return values;
}

function unescaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { quot: '"', '#34': '"', '#39': "'", lt: '<', gt: '>', amp: '&' };
  return text.replace(/&(quot|#34|#39|lt|gt|amp);/g, (whole, name: string) => signs[name] ?? whole);
}

/** What a person types for a contact. */
export function typedContact(contact: string, personne: Personne = someone): Record<string, string> {
  return Object.fromEntries(Object.entries(personne).map(([part, value]) => [`${contact}_${part}`, value]));
}
