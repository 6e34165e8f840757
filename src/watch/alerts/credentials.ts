import type { Told } from './alert-kind.ts';
import { expiring } from './expiry.ts';

/** What providers gave us to speak with them, when its end is known. */
export const credentials = expiring({
  genre: 'jeton',
  label: 'Accès à renouveler',
  title: ({ started, changed, ended }: Told) => {
    const [first, ...others] = [...started, ...changed];
    if (first === undefined) return `Accès renouvelé : ${ended.map(({ sujet }) => sujet).join(', ')}`;
    if (others.length > 0) return `${others.length + 1} accès de fournisseurs à renouveler`;
    return `${first.sujet} ${first.texte}`;
  },
  ending: 'renouvelé',
  toLookAt:
    'demander le renouvellement au fournisseur, puis changer la variable (et la date déclarée, s’il y en a une), et redémarrer.',
  endsWhen: 'l’instance redémarre avec le nouvel accès, ou la nouvelle date.',
});
