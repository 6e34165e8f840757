import {
  keepPreferencesInstruction,
  type PreferencesInstruction,
  preferencesInstructionDe,
} from '../records/preferences-instruction.ts';
import type { Kept } from './kept.ts';

/** What who examines requests wants to hear of. */
export function instructionPreferences({ db }: Pick<Kept, 'db'>) {
  return {
    read: async (compte: string): Promise<PreferencesInstruction | null> =>
      (await preferencesInstructionDe(db, compte)) ?? null,
    keep: (compte: string, chosen: PreferencesInstruction) => keepPreferencesInstruction(db, compte, chosen),
  };
}
