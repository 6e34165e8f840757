import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

/** One fact about a room: what is asked, what the provider says when the sandbox does not already say it, what we answer. */
export const Sample = Type.Object(
  {
    titre: Type.String(),
    /** The last segment of the URL, or all of them by the names of their parameters. */
    identifiant: Type.Union([Type.String(), Type.Record(Type.String(), Type.String())]),
    parametres: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** Words put in a provider's mouth for this sample; without them the sandbox unit speaks. */
    fournisseurs: Type.Optional(
      Type.Array(
        Type.Object(
          {
            slug: Type.String(),
            /** Start of the path that this answers; the others are left to the simulator. */
            chemin: Type.String(),
            statut: Type.Integer(),
            entetes: Type.Optional(Type.Record(Type.String(), Type.String())),
            /** JSON value, or text when it is a string. */
            corps: Type.Unknown(),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    statut: Type.Integer(),
    entetes: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** The whole body; `<pdf>` and `<zip>` stand for the address of a document. */
    reponse: Type.Unknown(),
  },
  { additionalProperties: false },
);

export interface NamedSample {
  readonly room: string;
  readonly file: string;
  readonly sample: Type.Static<typeof Sample>;
}

/** Every sample of every room. */
export function readSamples(endpoints: string): NamedSample[] {
  return readdirSync(endpoints).flatMap((room) =>
    readdirSync(join(endpoints, room, 'samples'))
      .filter((file) => file.endsWith('.json'))
      .map((file) => {
        const sample: unknown = JSON.parse(readFileSync(join(endpoints, room, 'samples', file), 'utf8'));
        if (!Value.Check(Sample, sample)) {
          const [first] = Value.Errors(Sample, sample);
          throw new Error(`${room}/samples/${file}: ${first?.instancePath} ${first?.message}`);
        }
        return { room, file, sample };
      }),
  );
}
