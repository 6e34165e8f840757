import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { jetonOuvre } from '../../core/etat-jeton.ts';
import { newKey } from '../../core/link-key.ts';
import type { Demandeur } from '../../records/demandeurs-de-jetons.ts';
import { queueMail } from '../../records/envois.ts';
import { type JetonDeCompte, jetonDeCompte } from '../../records/jetons-de-compte.ts';
import {
  closeLiens,
  countLiens,
  findLienDeJeton,
  holdLiensDe,
  insertLien,
  type LienDeJeton,
  type LienSuivi,
  liensDepuis,
  liensSuivis,
} from '../../records/liens-de-jetons.ts';
import { type Db, together } from '../../records/work.ts';
import { courrielDuLien } from './courriels.ts';
import { etatLien, finDuLien } from './etat-lien.ts';
import { depuisUnJour, type Limite, limiteAtteinte } from './limites.ts';

export interface Destinataire {
  readonly email: string;
  /** Empty when it is not said. */
  readonly nom: string;
}

type Envoi = { readonly issue: 'envoye' } | ({ readonly issue: 'trop' } & Limite) | { readonly issue: 'fini' };

export interface PageDeLiens {
  readonly liens: readonly LienSuivi[];
  readonly page: number;
  readonly pages: number;
  readonly maintenant: Date;
}

/** Where the requester of a token hands it over. */
export interface Transmission {
  /** His token; null when it is not his. `ouvre`: it still works, and is worth handing over. */
  jeton(compte: string, jti: string): Promise<{ readonly jeton: JetonDeCompte; readonly ouvre: boolean } | null>;
  /** Sends a link, in the place of the one that the same address had. */
  envoyer(jeton: JetonDeCompte, auteur: Demandeur, destinataire: Destinataire): Promise<Envoi>;
  readonly now: () => number;
  liens(jti: string, page: number): Promise<PageDeLiens>;
  /** A link of this token that may still be taken back. */
  lien(jti: string, id: string): Promise<LienDeJeton | null>;
  /** False when there is no such link. */
  revoquer(jti: string, lien: string): Promise<boolean>;
}

interface TransmissionOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
}

const LIENS_PAR_PAGE = 20;

export function createTransmission({ db, clock, publicUrl }: TransmissionOptions): Transmission {
  return {
    jeton: async (compte, jti) => {
      const jeton = await jetonDeCompte(db, compte, jti);
      return jeton === undefined ? null : { jeton, ouvre: jetonOuvre(jeton, clock.now()) };
    },
    envoyer: ({ jti, sujet }, auteur, { email, nom }) =>
      together(db, async (work) => {
        await holdLiensDe(work, jti);
        const now = clock.now();
        const at = new Date(now);
        // Read again: it may have been withdrawn, or its request handed to someone else, since the page was shown.
        const jeton = await jetonDeCompte(work, auteur.id, jti);
        if (jeton === undefined || !jetonOuvre(jeton, now)) return { issue: 'fini' };
        const limite = limiteAtteinte(await liensDepuis(work, jti, depuisUnJour(now)), email, now);
        if (limite !== null) return { issue: 'trop', ...limite };
        await closeLiens(work, { jti, email }, { par: 'remplace', at });
        const { key, empreinte } = newKey();
        const id = randomUUID();
        const lien = { id, empreinte, jti, email, nom, cree_par: auteur.id, cree_le: at, expire_le: finDuLien(at) };
        await insertLien(work, lien);
        const told = { sujet, auteur, adresse: `${publicUrl}/jeton/${key}` };
        await queueMail(work, courrielDuLien({ ...lien, clos_le: null, clos_par: null }, told), at);
        return { issue: 'envoye' };
      }),
    now: () => clock.now(),
    lien: async (jti, id) => {
      const lien = await findLienDeJeton(db, { id });
      return lien?.jti === jti && etatLien(lien, clock.now()) === 'vivant' ? lien : null;
    },
    liens: async (jti, asked) => {
      const pages = Math.max(1, Math.ceil((await countLiens(db, jti)) / LIENS_PAR_PAGE));
      const page = Math.min(asked, pages);
      const liens = await liensSuivis(db, jti, { offset: (page - 1) * LIENS_PAR_PAGE, limit: LIENS_PAR_PAGE });
      return { liens, page, pages, maintenant: new Date(clock.now()) };
    },
    revoquer: async (jti, id) => (await closeLiens(db, { jti, id }, { par: 'revoque', at: new Date(clock.now()) })) > 0,
  };
}
