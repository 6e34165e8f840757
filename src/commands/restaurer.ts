import { type Command, CommandError } from './command.ts';

/** Carried out by `apie` itself: an instance that runs is the one thing that must not be there. */
export const restaurer: Command = {
  name: 'restaurer',
  usage: 'DOSSIER',
  purpose: [
    "Remet en place une sauvegarde, instance arrêtée, dans un VAR_DIR vide et, s'il est donné, un DATABASE_URL vide. Chaque",
    "      fichier est vérifié d'abord ; rien n'est jamais écrit par-dessus. Une sauvegarde d'une base embarquée se restaure aussi",
    '      sur PostgreSQL, et inversement. Voir docs/exploitation/sauvegarde.md.',
  ].join('\n'),
  run: () => {
    throw new CommandError('Une instance tourne sur ce dossier : arrêtez-la, puis restaurez dans un dossier vide.');
  },
};
