import { listComptes } from '../records/comptes.ts';
import type { Command } from './command.ts';
import { readArguments } from './options.ts';

export const compteLister: Command = {
  name: 'compte lister',
  usage: '',
  purpose: 'Liste les comptes du portail, un objet JSON par ligne (jamais leur mot de passe).',
  async *run(args, { db }) {
    readArguments(args, [], 0);
    for (const compte of await listComptes(db)) {
      const { id, email, nom, prenom, roles, cree_le, desactive_le } = compte;
      const etat = desactive_le === null ? 'actif' : 'desactive';
      yield JSON.stringify({ id, email, nom, prenom, roles, etat, cree_le, desactive_le });
    }
  },
};
