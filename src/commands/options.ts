import { parseArgs } from 'node:util';
import { CommandError } from './command.ts';

/** Reads `--nom valeur` and `--nom=valeur` options, and what is left; refuses an unknown option with a clear sentence. */
export function readArguments<const Name extends string>(
  args: readonly string[],
  names: readonly Name[],
  positionals: number,
): { options: Partial<Record<Name, string>>; rest: string[] } {
  const { options, rest } = readWords(args, names, []);
  if (rest.length !== positionals)
    throw new CommandError(`${positionals} argument(s) attendu(s), ${rest.length} reçu(s).`);
  return { options, rest };
}

/** The same, with options that have no value (`--oui`) and any number of arguments. */
export function readWords<const Name extends string, const Flag extends string>(
  args: readonly string[],
  names: readonly Name[],
  flags: readonly Flag[],
): { options: Partial<Record<Name, string>>; given: ReadonlySet<Flag>; rest: string[] } {
  try {
    const { values, positionals: rest } = parseArgs({
      args: [...args],
      options: Object.fromEntries([
        ...names.map((name) => [name, { type: 'string' as const }]),
        ...flags.map((flag) => [flag, { type: 'boolean' as const }]),
      ]),
      allowPositionals: true,
    });
    const options: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value: unknown = Reflect.get(values, name);
      if (typeof value === 'string') options[name] = value;
    }
    return { options, given: new Set(flags.filter((flag) => Reflect.get(values, flag) === true)), rest };
  } catch (error) {
    throw new CommandError(`Option refusée : ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An ISO date or date-time, in UTC when it says nothing. */
export function readInstant(text: string | undefined, option: string): Date | undefined {
  if (text === undefined) return undefined;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()))
    throw new CommandError(`--${option} doit être une date ISO 8601 (reçu « ${text} »).`);
  return instant;
}
