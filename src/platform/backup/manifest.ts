import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

const Name = Type.String({ pattern: '^[a-z_][a-z0-9_]*$' });
/** A path under the folder of the backup, and nothing outside it. */
const Path = Type.String({ pattern: '^(?!.*(^|/)\\.\\.(/|$))[^/].*$' });

const KeptFile = Type.Object({
  path: Path,
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** Its time of modification, in milliseconds: that of a document is the end of its life. */
  modified: Type.Number(),
});

const Manifest = Type.Object({
  format: Type.Literal('api-entreprise/1'),
  faite_le: Type.String(),
  /** Who signs tokens: in this backup, or in the configuration of the instance, which it does not hold. */
  secret_des_jetons: Type.Union([Type.Literal('sauvegarde'), Type.Literal('configuration')]),
  base: Type.Object({
    migrations: Type.Array(Type.String({ pattern: '^\\d{4}_[a-z0-9_]+$' })),
    tables: Type.Array(
      Type.Object({
        name: Name,
        columns: Type.Array(Type.Object({ name: Name, type: Type.String() })),
        rows: Type.Integer({ minimum: 0 }),
        file: KeptFile,
      }),
    ),
    partitions: Type.Array(
      Type.Object({ name: Name, parent: Name, bound: Type.String({ pattern: '^FOR VALUES [^;]*$' }) }),
    ),
    sequences: Type.Array(
      Type.Object({ name: Name, last: Type.String({ pattern: '^-?\\d+$' }), called: Type.Boolean() }),
    ),
  }),
  etat: Type.Array(KeptFile),
});

export type KeptFile = Static<typeof KeptFile>;
export type Manifest = Static<typeof Manifest>;

export const MANIFEST = 'manifeste.json';

const compiled = Compile(Manifest);

/** Throws when the text is not the manifest of a backup that this program reads. */
export function parseManifest(text: string): Manifest {
  const value: unknown = JSON.parse(text);
  if (!compiled.Check(value)) {
    const [fault] = compiled.Errors(value);
    throw new Error(`${fault?.instancePath ?? ''} ${fault?.message ?? ''}`.trim());
  }
  return value;
}
