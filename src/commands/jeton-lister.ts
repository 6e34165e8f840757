import { etatJeton } from '../core/etat-jeton.ts';
import { listJetons } from '../records/jetons.ts';
import type { Command } from './command.ts';
import { readArguments } from './options.ts';

export const jetonLister: Command = {
  name: 'jeton lister',
  usage: '',
  purpose: 'Liste les jetons du registre, un objet JSON par ligne (jamais leur valeur).',
  async *run(args, { db, clock }) {
    readArguments(args, [], 0);
    for (const jeton of await listJetons(db)) {
      const { jti, uid, sujet, roles, cree_le, expire_le, revoque_le, usage } = jeton;
      const expired = expire_le.getTime() <= clock.now();
      const etat = etatJeton(jeton, clock.now()) === 'retire' ? 'revoque' : expired ? 'expire' : 'actif';
      yield JSON.stringify({ jti, uid, sujet, etat, roles, cree_le, expire_le, revoque_le, usage });
    }
  },
};
