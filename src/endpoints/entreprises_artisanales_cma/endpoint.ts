import { type Static, type TSchema, Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { providerFailure } from '../../core/failure.ts';
import { type Draft, missing } from '../../core/missing.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { bySiren } from '../../core/subject.ts';
import { cma } from '../../providers/cma/provider.ts';
import type { Column } from './column.ts';
import { columns } from './entreprise.ts';

type Columns = typeof columns;
type Shapes = { [Name in keyof Columns]: Columns[Name]['shape'] };
type Entry = ReturnType<typeof readCells>;

const all: readonly (readonly [string, Column<TSchema>])[] = Object.entries(columns);

const Cell = Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Null()]));
const readCells = jsonReader(cma, Type.Object(Object.fromEntries(all.map(([, { key }]) => [key, Cell]))));

export default defineEndpoint({
  name: 'entreprises_artisanales_cma',
  title: "Données de référence d'une entreprise artisanale",
  providers: { cma },
  scopes: ['entreprises_artisanales'],
  volume: 'json',
  gatewayError: true,
  subject: bySiren,
  watch: {
    uname: 'apie_2_cma_france',
    provider: 'cmafrance',
    everyMinutes: 60,
    availabilityKey: 'api/v2/entreprises_artisanales',
  },

  answer: Type.Object({
    entreprise: Type.Object(shapesOf(all), {
      description: "Inscription de l'entreprise au Répertoire national des métiers.",
    }),
  }),

  ask: ({ cma }, siren, errand) => cma.ask(errand, siren, readEntry),

  read: (entry) => ({ entreprise: readColumns(all, entry) }),
});

/** Any key may be missing, but an object that names no company is not an entry of the register. */
function readEntry(answer: WireAnswer): Entry {
  const entry = readCells(answer);
  if ((entry['id'] ?? entry['ent_id_siren'] ?? null) === null) {
    throw providerFailure(cma, '000', { cause: 'neither number nor siren' });
  }
  return entry;
}

/** Each shape is put under the name of its column, which is what `Shapes` says. */
function shapesOf(named: readonly (readonly [string, Column<TSchema>])[]): Shapes {
  return Object.fromEntries(named.map(([name, { shape }]) => [name, shape])) as Shapes;
}

/** Each value was read by the column of its name, which is what the draft's type says. */
function readColumns(
  named: readonly (readonly [string, Column<TSchema>])[],
  entry: Entry,
): Draft<Static<Type.TObject<Shapes>>> {
  const read = named.map(([name, { key, read }]) => {
    const cell = entry[key];
    return [name, cell === undefined ? missing : read(cell)];
  });
  return Object.fromEntries(read) as Draft<Static<Type.TObject<Shapes>>>;
}
