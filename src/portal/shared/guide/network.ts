import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

const text = Type.String({ minLength: 1 });

/** What integrators open in their firewall and put in their trust store. */
const NetworkFile = Type.Object(
  {
    /** The file is the one shipped with the code: its values lead nowhere, and pages say so. */
    exemple: Type.Optional(Type.Boolean()),
    noms: Type.Array(text),
    adresses: Type.Array(Type.Object({ adresse: text, usage: text }, { additionalProperties: false })),
    autorites: Type.Array(
      Type.Object({ nom: text, usage: text, empreinte: Type.Optional(text) }, { additionalProperties: false }),
    ),
    tls_minimum: text,
  },
  { additionalProperties: false },
);
export type Network = Type.Static<typeof NetworkFile>;

/** Reads the file that tells the network of the service; throws, naming it, when it does not have the form of the built-in one. */
export function readNetwork(file: string): Network {
  const network = parsed(file);
  if (Value.Check(NetworkFile, network)) return network;
  const faults = [...Value.Errors(NetworkFile, network)].map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  );
  throw new Error(`Le fichier du réseau ${file} est invalide : ${faults.join(' ; ')}.`);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`Le fichier du réseau ${file} ne peut pas être lu : ${String(cause)}.`, { cause });
  }
}
