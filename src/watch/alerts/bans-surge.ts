import type { AlertKind } from './alert-kind.ts';
import { counted } from './words.ts';

/** So many addresses banned within an hour are more than a software gone wrong. */
const BANS_MAX = 10;
/** Under this number the surge is over: between both, it goes on. */
const CALM = 5;
const HOUR_MS = 3_600_000;
const GENRE = 'bannissements';

/** Many addresses banned at once: an attack, a proxy that is not trusted, a limit set too low. */
export const bansSurge: AlertKind = {
  genre: GENRE,
  label: 'Vague de bannissements',
  seenBy: 'worker',
  gatherMs: 0,
  tellsEnd: false,
  look: ({ bansLastHour, now, open }) => {
    const goesOn = open.some(({ genre }) => genre === GENRE);
    if (bansLastHour < (goesOn ? CALM : BANS_MAX)) return new Map([[GENRE, 'rien']]);
    return new Map([
      [
        GENRE,
        {
          forme: 'ouverte',
          groupe: GENRE,
          sujet: 'Adresses appelantes',
          texte: `${counted(bansLastHour, 'adresse')} bannies en une heure`,
          endpoints: [],
          depuis: new Date(now.getTime() - HOUR_MS),
        },
      ],
    ]);
  },
  title: ({ started }) => `Bannissements : ${started[0]?.texte ?? 'beaucoup d’adresses'}`,
  ending: 'le rythme est retombé',
  toLookAt:
    'les lignes « adresse bannie » des journaux. Si toutes les adresses se ressemblent, TRUSTED_PROXIES manque peut-être : un mandataire est alors pris pour l’appelant. Un bannissement dure 12 h et ne se lève pas.',
  endsWhen: `moins de ${CALM} adresses sont bannies en une heure ; le bilan de 8 h le dira.`,
};
