import { type Panne, pannes } from '../simulator/simulated-provider.ts';
import { type Command, type CommandContext, CommandError } from './command.ts';
import { readArguments } from './options.ts';

/** What it needs of the process it runs in: an instance, or the simulator alone. */
type Simulated = Pick<CommandContext, 'simulated' | 'breakDown'>;

export const simulateurPanne = {
  name: 'simulateur panne',
  usage: `FOURNISSEUR ${pannes.join('|')}`,
  purpose: 'Bac à sable : met un fournisseur simulé en panne, ou la termine (fin).',
  async *run(args: readonly string[], { simulated, breakDown }: Simulated) {
    const { rest } = readArguments(args, [], 2);
    const [provider = '', kind = ''] = rest;
    if (!simulated.includes(provider)) {
      throw new CommandError(
        `Le fournisseur « ${provider} » n'est pas simulé ici. Simulés : ${simulated.join(', ') || 'aucun'}.`,
      );
    }
    if (!isPanne(kind)) throw new CommandError(`Panne inconnue : « ${kind} ». Connues : ${pannes.join(', ')}.`);
    await breakDown(provider, kind);
    yield kind === 'fin' ? `${provider} répond de nouveau.` : `${provider} est en panne : ${kind}.`;
  },
} satisfies Command;

const isPanne = (text: string): text is Panne => pannes.some((panne) => panne === text);
