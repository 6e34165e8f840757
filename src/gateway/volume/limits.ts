import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const positive = Type.Integer({ minimum: 1 });
const limit = Type.Object({ limite: positive });

/** Form of the limits file (`config/limites.json`, or the one named by LIMITS_FILE). */
export const LimitsFile = Type.Object({
  fenetre_s: positive,
  groupes: Type.Object({ json: limit, documents: limit }),
  endpoints: Type.Record(Type.String(), limit),
  adresse: Type.Object({ plafond: positive, fenetre_s: positive }),
  bannissement: Type.Object({ duree_s: positive, refus: Type.Object({ nombre: positive, fenetre_s: positive }) }),
});
export type Limits = Static<typeof LimitsFile>;

/** A counter: its name, how many calls it allows, for how long. */
export interface CounterRule {
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
}

/** Reads the limits file; throws one sentence naming every fault. */
export function parseLimits(text: string, file: string): Limits {
  const value = parseJson(text, file);
  if (Value.Check(LimitsFile, value)) return value;
  const faults = [...Value.Errors(LimitsFile, value)].map((error) => `${error.instancePath || '/'} ${error.message}`);
  throw new Error(`Le fichier de limites ${file} est invalide : ${faults.join(' ; ')}.`);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`Le fichier de limites ${file} n'est pas du JSON.`, { cause });
  }
}

/** The counter of an endpoint; null when the file has no limit for one that says it has its own. */
export function counterRule(
  limits: Limits,
  endpoint: string,
  volume: 'json' | 'documents' | 'propre',
): CounterRule | null {
  const found = volume === 'propre' ? limits.endpoints[endpoint] : limits.groupes[volume];
  if (found === undefined) return null;
  const name = volume === 'propre' ? endpoint : volume;
  return { name, limit: found.limite, windowMs: limits.fenetre_s * 1000 };
}
