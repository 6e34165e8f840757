// Makes the folder of a new endpoint, and that of its provider when there is none (docs/ajouter-un-endpoint.md).
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE =
  'npm run nouvel-endpoint -- NOM --fournisseur SLUG [--sujet siren|siret] [--droit code] [--dossier RACINE]';
const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const RESERVED = ['privileges'];
/** Codes below are those of the providers known since 2018, whether their rooms exist here yet or not. */
const FIRST_CODE = 40;

const subjects = {
  siren: { subject: 'bySiren', digits: '9', known: '100100015', unknown: '100404003' },
  siret: { subject: 'bySiret', digits: '14', known: '10010001500013', unknown: '10040400300012' },
} as const;

/** What the user typed cannot be done; the sentence says why. */
class Refusal extends Error {}

interface Order {
  readonly root: string;
  readonly name: string;
  readonly slug: string;
  readonly kind: keyof typeof subjects;
  readonly right: string;
}

interface ProviderFacts {
  /** The name its card is exported under. */
  readonly provider: string;
  readonly code: string;
  readonly label: string;
  readonly exists: boolean;
  /** Its door gives `wire` and `url`, which the made card speaks through. */
  readonly isPlain: boolean;
}

try {
  const order = readOrder(process.argv.slice(2));
  refuseTaken(order);
  const facts = factsOf(order);
  process.stdout.write(report(order, facts, make(order, facts)));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function readOrder(args: string[]): Order {
  const { values, positionals } = parsed(args);
  const [name = '', ...others] = positionals;
  const { fournisseur: slug = '', sujet = 'siren', droit: right = name, dossier } = values;
  if (name === '' || others.length > 0 || slug === '')
    throw new Refusal(`Un nom et un fournisseur sont attendus.\n${USAGE}`);
  if (!NAME.test(name))
    throw new Refusal(
      `Le nom « ${name} » est refusé : minuscules sans accent et chiffres, séparés par « _ », comme cotisations_msa.`,
    );
  if (!SLUG.test(slug))
    throw new Refusal(
      `Le fournisseur « ${slug} » est refusé : minuscules sans accent et chiffres, séparés par « - », comme agence-bio.`,
    );
  if (!NAME.test(right)) throw new Refusal(`Le droit « ${right} » est refusé : même forme que le nom de l'endpoint.`);
  if (sujet !== 'siren' && sujet !== 'siret') throw new Refusal(`--sujet vaut siren ou siret (reçu « ${sujet} »).`);
  return { root: resolve(dossier ?? join(import.meta.dirname, '..')), name, slug, kind: sujet, right };
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { fournisseur: text, sujet: text, droit: text, dossier: text },
    });
  } catch (error) {
    throw new Refusal(`Option refusée (${error instanceof Error ? error.message : String(error)}).\n${USAGE}`);
  }
}

/** An address leads to one room: its name must be nobody's, alias included. */
function refuseTaken({ root, name }: Order): void {
  const rooms = join(root, 'src/endpoints');
  if (!existsSync(rooms)) throw new Refusal(`« ${root} » n'est pas la racine du projet : src/endpoints n'y est pas.`);
  if (RESERVED.includes(name)) throw new Refusal(`Le nom « ${name} » est réservé par la plateforme.`);
  if (existsSync(join(rooms, name))) throw new Refusal(`L'endpoint « ${name} » existe déjà (src/endpoints/${name}).`);
  for (const room of readdirSync(rooms)) {
    const card = join(rooms, room, 'endpoint.ts');
    const aliases = existsSync(card) ? /aliases: \[([^\]]*)\]/.exec(readFileSync(card, 'utf8'))?.[1] : undefined;
    if (aliases?.includes(`'${name}'`)) throw new Refusal(`« ${name} » est déjà un alias de l'endpoint « ${room} ».`);
  }
}

function factsOf({ root, slug }: Order): ProviderFacts {
  const providers = join(root, 'src/providers');
  const card = join(providers, slug, 'provider.ts');
  if (existsSync(card)) return readFacts(readFileSync(card, 'utf8'), slug);
  if (existsSync(join(providers, slug)))
    throw new Refusal(`Le dossier src/providers/${slug} existe, sans provider.ts.`);
  const provider = slug.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return { provider, code: freeCode(providers), label: slug.toUpperCase(), exists: false, isPlain: true };
}

function readFacts(card: string, slug: string): ProviderFacts {
  const provider = /export const (\w+) = defineProvider/.exec(card)?.[1];
  const code = /\bcode: '(\d\d)'/.exec(card)?.[1];
  const label = /\bname: (?:'([^']*)'|"([^"]*)")/
    .exec(card)
    ?.slice(1)
    .find((text) => text !== undefined);
  if (provider === undefined || code === undefined || label === undefined) {
    throw new Refusal(`src/providers/${slug}/provider.ts n'est pas une carte de fournisseur (defineProvider).`);
  }
  return { provider, code, label, exists: true, isPlain: /=> \(\{ wire, url\b/.test(card) };
}

function freeCode(providers: string): string {
  const cards = existsSync(providers) ? readdirSync(providers).map((slug) => join(providers, slug, 'provider.ts')) : [];
  const used = new Set(
    cards.filter((card) => existsSync(card)).map((card) => /\bcode: '(\d\d)'/.exec(readFileSync(card, 'utf8'))?.[1]),
  );
  for (let code = FIRST_CODE; code < 100; code++) if (!used.has(String(code))) return String(code);
  throw new Refusal("Il n'y a plus de code de fournisseur libre.");
}

function make(order: Order, facts: ProviderFacts): string[] {
  const room = `src/endpoints/${order.name}`;
  const files: [string, string][] = [
    ['endpoint.ts', `${room}/endpoint.ts`],
    ['simulator.ts', `${room}/simulator.ts`],
    ['fiche.md', `${room}/fiche.md`],
    ['connue.json', `${room}/samples/connue.json`],
    ['inconnue.json', `${room}/samples/inconnue.json`],
  ];
  if (!facts.exists) files.push(['provider.ts', `src/providers/${order.slug}/provider.ts`]);
  const words = { ...order, ...subjects[order.kind], ...facts, variable: variableOf(order.slug) };
  for (const [template, path] of files) {
    const target = join(order.root, path);
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, filled(template, words), { flag: 'wx' });
  }
  return files.map(([, path]) => path);
}

function filled(template: string, words: Readonly<Record<string, unknown>>): string {
  const text = readFileSync(join(import.meta.dirname, 'gabarits', `${template}.txt`), 'utf8');
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(words[key]));
}

function variableOf(slug: string): string {
  return `${slug.replaceAll('-', '_').toUpperCase()}_URL`;
}

function report(order: Order, facts: ProviderFacts, made: readonly string[]): string {
  const { name, slug } = order;
  const steps = [
    `Dans src/endpoints/${name}/endpoint.ts, décrivez ce que répond le fournisseur, puis ce que répond l'endpoint.`,
    `Dans simulator.ts, faites-le parler comme lui ; dans samples/, mettez un exemple de chaque cas.`,
    `Dans fiche.md, dites à quoi il sert et quelles sont ses limites.`,
    `Lancez : npx vitest run test/samples.test.ts -t ${name}`,
    'La marche entière est dans docs/ajouter-un-endpoint.md.',
  ];
  if (!facts.exists)
    steps.unshift(
      `Dans src/providers/${slug}/provider.ts, mettez le nom public du fournisseur ; ${variableOf(slug)} donnera son adresse réelle. Code d'erreur choisi : ${facts.code}.`,
    );
  if (!facts.isPlain)
    steps.unshift(
      `La porte du fournisseur « ${slug} » ne donne pas « wire » et « url » : dans endpoint.ts, appelez à la place une de ses opérations (src/providers/${slug}/provider.ts).`,
    );
  return [
    ...made.map((path) => `créé : ${path}`),
    '',
    'Et maintenant :',
    ...steps.map((step, rank) => `  ${rank + 1}. ${step}`),
    '',
  ].join('\n');
}
