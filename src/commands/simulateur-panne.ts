import { type Panne, pannes } from '../simulator/simulated-provider.ts';
import { type Command, CommandError } from './command.ts';
import { readArguments } from './options.ts';

export const simulateurPanne: Command = {
  name: 'simulateur panne',
  usage: `FOURNISSEUR ${pannes.join('|')}`,
  purpose: 'Bac à sable : met un fournisseur simulé en panne, ou la termine (fin).',
  async *run(args, { simulated, breakDown }) {
    const { rest } = readArguments(args, [], 2);
    const [provider = '', kind = ''] = rest;
    if (!simulated.includes(provider)) {
      throw new CommandError(`Le fournisseur « ${provider} » n'est pas simulé ici. Simulés : ${simulated.join(', ') || 'aucun'}.`);
    }
    if (!isPanne(kind)) throw new CommandError(`Panne inconnue : « ${kind} ». Connues : ${pannes.join(', ')}.`);
    await breakDown(provider, kind);
    yield kind === 'fin' ? `${provider} répond de nouveau.` : `${provider} est en panne : ${kind}.`;
  },
};

const isPanne = (text: string): text is Panne => pannes.some((panne) => panne === text);
