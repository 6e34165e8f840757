import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { RoomError } from '../core/room-error.ts';

/** How useful the data is to a use case: `format` = it is a document, which fills no form. */
const Usefulness = Type.Union([
  Type.Literal('oui'),
  Type.Literal('a_etudier'),
  Type.Literal('non'),
  Type.Literal('format'),
]);

/** Head of a catalogue sheet (fiche.md). What the card or a file of the platform already says is not written again. */
const SheetHead = Type.Object(
  {
    titre: Type.String(),
    fournisseur: Type.String(),
    categorie: Type.String(),
    ouverture: Type.Union([Type.Literal('publique'), Type.Literal('protégée'), Type.Literal('mixte')]),
    /** Who the data is about. */
    publics: Type.Array(Type.Union([Type.Literal('entreprises'), Type.Literal('associations')]), { minItems: 1 }),
    perimetre: Type.String(),
    mise_a_jour: Type.String(),
    disponibilite: Type.String(),
    /** Hours in which the provider announces that it may not answer; null = none is known. */
    maintenance: Type.Union([Type.String(), Type.Null()]),
    delai_conseille_s: Type.Integer({ minimum: 1 }),
    mots_cles: Type.Array(Type.String(), { minItems: 1 }),
    utilite: Type.Object(
      {
        marches_publics: Usefulness,
        aides_publiques: Usefulness,
        detection_fraude: Usefulness,
        preremplissage_connecte: Usefulness,
        preremplissage_ouvert: Usefulness,
        aides_covid: Usefulness,
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

/** Use cases as they are said on screens, in the order in which they are shown. */
export const useCases = {
  marches_publics: 'Marchés publics',
  aides_publiques: 'Aides publiques',
  detection_fraude: 'Détection de la fraude',
  preremplissage_connecte: "Préremplissage d'un formulaire, usager connecté",
  preremplissage_ouvert: "Préremplissage d'un formulaire, en données ouvertes",
  aides_covid: 'Aides liées à la crise sanitaire',
} as const;

/** Parts of the text that every sheet has. */
export const sheetParts = ["Ce qu'il faut savoir", 'Erreurs propres', 'Questions'] as const;

const SampleFile = Type.Object({
  titre: Type.String(),
  /** The last segment of the URL, or all of them by the names of their parameters. */
  identifiant: Type.Union([Type.String(), Type.Record(Type.String(), Type.String())]),
  parametres: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** Words put in a provider's mouth: without them, the sandbox itself gives this answer. */
  fournisseurs: Type.Optional(Type.Unknown()),
  statut: Type.Integer(),
  reponse: Type.Unknown(),
});

/** What lies beside a room's card, for its readers: its catalogue sheet and its sample answers. */
export interface RoomPapers {
  readonly sheet: Type.Static<typeof SheetHead> & { readonly text: string };
  readonly samples: readonly RoomSample[];
}

export interface RoomSample extends Type.Static<typeof SampleFile> {
  /** File name without extension. */
  readonly name: string;
}

/** Reads the papers of the rooms of a folder, once; what cannot be read refuses the room, by its name. */
export function createPapersReader(directory: string): (endpointName: string) => RoomPapers {
  const read = new Map<string, RoomPapers>();
  return (name) => {
    const papers = read.get(name) ?? { sheet: readSheet(directory, name), samples: readSamples(directory, name) };
    read.set(name, papers);
    return papers;
  };
}

function readSheet(directory: string, name: string): RoomPapers['sheet'] {
  const [, head, text] =
    /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(readFileSync(join(directory, name, 'fiche.md'), 'utf8')) ?? [];
  if (head === undefined || text === undefined) {
    throw new RoomError(`La fiche de la pièce « ${name} » n'a pas d'en-tête entre deux lignes « --- ».`);
  }
  const values = parsed(() => parse(head), `La fiche de la pièce « ${name} »`);
  if (!Value.Check(SheetHead, values)) throw refusal(SheetHead, values, `La fiche de la pièce « ${name} »`);
  const lacking = sheetParts.filter((section) => !text.includes(`\n## ${section}\n`));
  if (lacking.length > 0)
    throw new RoomError(`La fiche de la pièce « ${name} » n'a pas de partie « ${lacking.join(' », « ')} ».`);
  return { ...values, text: text.trim() };
}

function readSamples(directory: string, name: string): RoomSample[] {
  const folder = join(directory, name, 'samples');
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  return files.map((file) => {
    const what = `L'exemple ${file} de la pièce « ${name} »`;
    const sample = parsed(() => JSON.parse(readFileSync(join(folder, file), 'utf8')), what);
    if (Value.Check(SampleFile, sample)) return { ...sample, name: file.slice(0, -'.json'.length) };
    throw refusal(SampleFile, sample, what);
  });
}

function parsed(read: () => unknown, what: string): unknown {
  try {
    return read();
  } catch (error) {
    throw new RoomError(`${what} est illisible : ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function refusal(schema: Type.TSchema, value: unknown, what: string): RoomError {
  const faults = [...Value.Errors(schema, value)].map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  );
  return new RoomError(`${what} n'a pas la forme attendue : ${faults.join(' ; ')}.`);
}
