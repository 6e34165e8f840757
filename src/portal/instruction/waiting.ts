import type { Instruction } from '../../habilitations/instruction.ts';
import type { Compte } from '../../records/comptes.ts';
import type { Waiting } from './desk.tsx';

/** What waits for this person in the room. */
export async function waitingOf(instruction: Instruction, { id, roles }: Compte): Promise<Waiting> {
  const [messages, avis] = await Promise.all([
    roles.includes('instructeur') ? instruction.messagesNonLus() : 0,
    roles.includes('rapporteur') ? instruction.avisAttendusDe(id) : [],
  ]);
  return { messages, avis: avis.length };
}
