import type { Annuaire } from '../../habilitations/annuaire.ts';
import type { Bureau } from '../../habilitations/bureau.ts';
import type { Instruction } from '../../habilitations/instruction.ts';
import type { Lecture } from '../../habilitations/lecture.ts';

/** What the room of instruction works with. */
export interface InstructionOptions {
  readonly bureau: Bureau;
  readonly lecture: Lecture;
  readonly annuaire: Annuaire;
  readonly instruction: Instruction;
  readonly publicUrl: string;
}
