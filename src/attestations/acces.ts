import type { Clock } from '../core/clock.ts';
import { jetonOuvre } from '../core/etat-jeton.ts';
import {
  type HabilitationUtilisable,
  habilitationsUtilisablesPar,
  habilitationUtilisablePar,
  type JetonDHabilitation,
  jetonsDHabilitation,
} from '../records/agents-habilites.ts';
import type { Db } from '../records/work.ts';
import { type ServiceConsultable, servicesOuverts } from './consultable.ts';

/** A grant that someone uses here, and the token that it is used with. */
export interface Ouverte {
  readonly habilitation: HabilitationUtilisable;
  readonly jeton: JetonDHabilitation;
  readonly services: readonly ServiceConsultable[];
}

/** Why a grant that someone may use opens nothing now. */
export type Fermeture = 'revoquee' | 'obsolete' | 'sans_jeton';

export type Usage =
  | ({ readonly etat: 'ouverte' } & Ouverte)
  | { readonly etat: 'fermee'; readonly habilitation: HabilitationUtilisable; readonly pourquoi: Fermeture };

/** Who may look companies up under which grant: its applicant, its business contact, the agents whom the first lets in. */
export interface Acces {
  /** Granted now, whatever its token. */
  liste(compte: string): Promise<readonly HabilitationUtilisable[]>;
  /** Null when it is not this person's to use. */
  usage(compte: string, habilitation: string): Promise<Usage | null>;
}

interface AccesOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly services: readonly ServiceConsultable[];
}

export function createAcces({ db, clock, services }: AccesOptions): Acces {
  const now = () => new Date(clock.now());
  return {
    liste: (compte) => habilitationsUtilisablesPar(db, compte, now()),
    usage: async (compte, id) => {
      const habilitation = await habilitationUtilisablePar(db, { compte, id }, now());
      if (habilitation === undefined) return null;
      if (habilitation.etat !== 'active') return { etat: 'fermee', habilitation, pourquoi: habilitation.etat };
      const jeton = (await jetonsDHabilitation(db, id)).find((one) => jetonOuvre(one, clock.now()));
      if (jeton === undefined) return { etat: 'fermee', habilitation, pourquoi: 'sans_jeton' };
      return { etat: 'ouverte', habilitation, jeton, services: servicesOuverts(services, jeton.roles) };
    },
  };
}
