import { addDuration, parseDuration } from '../core/dates/durations.ts';
import { type Command, CommandError } from './command.ts';
import { readArguments } from './options.ts';

export const horlogeAvancer: Command = {
  name: 'horloge avancer',
  usage: 'DUREE',
  purpose: "Bac à sable : avance l'horloge de toute l'instance (30j, 12h, 18M…) et exécute ce qui arrive à échéance.",
  async *run(args, { clock, sandbox, runDueTasks }) {
    const { rest } = readArguments(args, [], 1);
    if (!sandbox)
      throw new CommandError("L'horloge ne s'avance que dans un bac à sable : ici, tous les fournisseurs sont réels.");
    const duration = parseDuration(rest[0] ?? '');
    if (duration === null || duration.amount < 0)
      throw new CommandError('Une durée positive est attendue, comme 30j, 12h ou 18M.');
    const now = new Date(clock.now());
    clock.moveForward(addDuration(now, duration).getTime() - now.getTime());
    await runDueTasks();
    yield `L'instance est au ${new Date(clock.now()).toISOString()}.`;
  },
};
