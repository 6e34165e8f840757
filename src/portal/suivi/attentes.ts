import type { Suivi } from '../../habilitations/suivi.ts';
import type { Compte } from '../../records/comptes.ts';
import type { Attente } from '../shared/attente.ts';
import { pageOf } from './addresses.ts';

/** What the requests of someone wait for from him, the most pressing first. */
export function attentesDe(suivi: Suivi): (compte: Compte) => Promise<readonly Attente[]> {
  return async (compte) => {
    const { items } = await suivi.demandes(compte, { etats: [], miennes: true }, 1);
    return items.flatMap(({ id, intitule, etat, messages_non_lus }): Attente[] => [
      ...(etat === 'a_modifier'
        ? [{ href: pageOf(id), label: `Répondre aux précisions demandées sur « ${intitule} »` }]
        : []),
      ...(messages_non_lus > 0 ? [{ href: pageOf(id, 'messages'), label: `Lire un message sur « ${intitule} »` }] : []),
      ...(etat === 'brouillon' ? [{ href: pageOf(id), label: `Terminer votre demande « ${intitule} »` }] : []),
    ]);
  };
}
