import type { Clock } from '../core/clock.ts';
import { type EtatJeton, etatJeton, jetonOuvre } from '../core/etat-jeton.ts';
import { jetonsAccordes } from '../records/habilitations.ts';
import {
  type AppelsDuService,
  appelsParService,
  type ChoixDeleguees,
  compteDeleguees,
  type HabilitationDeleguee,
  habilitationDeleguee,
  habilitationsDeleguees,
  type VolumeDuJour,
  volumesParJour,
} from '../records/habilitations-deleguees.ts';
import { type Incident, incidentsDepuis } from '../records/incidents.ts';
import { type Maintenance, maintenancesDepuis } from '../records/maintenances.ts';
import type { Db } from '../records/work.ts';
import { DETAIL_JOURS, debutDe, ECHEANCE_JOURS, joursApres, mesureDe } from './regles.ts';

/** An endpoint, and the rights that open it. */
export interface Service {
  readonly name: string;
  readonly title: string;
  readonly scopes: readonly string[];
}

/** Where the last token of a right stands; `sans_jeton`: it has none. */
export type EtatEcheance = 'actif' | 'fin_proche' | 'fini' | 'sans_jeton';

export interface Ligne extends HabilitationDeleguee {
  readonly etat: EtatEcheance;
  /** Whole days left, the last one counted as 0; null when it is over, or there is none. */
  readonly joursRestants: number | null;
}

export interface Choix extends Omit<ChoixDeleguees, 'editeur' | 'finAvant'> {
  readonly echeance: boolean;
}

export interface Portefeuille {
  readonly items: readonly Ligne[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Nothing is shown to this editor, filters aside. */
  readonly aucune: boolean;
  readonly maintenant: Date;
}

/** A token by its dates alone. */
interface JetonDelegue {
  readonly cree_le: Date;
  readonly fin: Date;
  readonly etat: EtatJeton;
}

export interface Fiche {
  readonly ligne: Ligne;
  /** What its tokens open now. */
  readonly services: readonly Service[];
  readonly jetons: readonly JetonDelegue[];
  readonly jours: readonly VolumeDuJour[];
  readonly appels: readonly AppelsDuService[];
  /** Open, or resolved lately, at what its tokens open. */
  readonly incidents: readonly Incident[];
  /** Under way or to come there. */
  readonly maintenances: readonly Maintenance[];
  readonly maintenant: Date;
}

export interface LectureEditeur {
  portefeuille(editeur: string, choix: Choix, page: number): Promise<Portefeuille>;
  /** All of it, for a spreadsheet. */
  tout(editeur: string, choix: Choix): Promise<readonly Ligne[]>;
  /** One of them; null when it is not shown to this editor. */
  fiche(editeur: string, habilitation: string): Promise<Fiche | null>;
}

interface Options {
  readonly db: Db;
  readonly clock: Clock;
  readonly services: readonly Service[];
}

const DAY_MS = 86_400_000;
const PAR_PAGE = 25;
/** More clients than any editor has. */
const TOUTES = 10_000;
const WHOLE: Omit<ChoixDeleguees, 'editeur'> = { mots: '', finAvant: null, souffrantes: false, tri: 'fin' };

export function createLectureEditeur({ db, clock, services }: Options): LectureEditeur {
  const now = () => new Date(clock.now());
  const wanted = (editeur: string, { echeance, ...choix }: Choix): ChoixDeleguees => ({
    ...choix,
    editeur,
    finAvant: echeance ? joursApres(now(), ECHEANCE_JOURS) : null,
  });

  return {
    portefeuille: async (editeur, choix, asked) => {
      const maintenant = now();
      const mesure = mesureDe(maintenant);
      const which = wanted(editeur, choix);
      const total = await compteDeleguees(db, which, mesure);
      const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
      const page = Math.min(asked, pages);
      const range = { offset: (page - 1) * PAR_PAGE, limit: PAR_PAGE };
      const items = await habilitationsDeleguees(db, which, mesure, range);
      const aucune = total === 0 && (await compteDeleguees(db, { ...WHOLE, editeur }, mesure)) === 0;
      return { items: items.map((one) => ligneDe(one, maintenant)), total, page, pages, aucune, maintenant };
    },

    tout: async (editeur, choix) => {
      const maintenant = now();
      const range = { offset: 0, limit: TOUTES };
      const items = await habilitationsDeleguees(db, wanted(editeur, choix), mesureDe(maintenant), range);
      return items.map((one) => ligneDe(one, maintenant));
    },

    fiche: async (editeur, habilitation) => {
      const maintenant = now();
      const found = await habilitationDeleguee(db, { editeur, habilitation }, mesureDe(maintenant));
      if (found === undefined) return null;
      const depuis = debutDe(maintenant, DETAIL_JOURS);
      const jetons = await jetonsAccordes(db, found.demande);
      const roles = new Set(
        jetons.filter((jeton) => jetonOuvre(jeton, maintenant.getTime())).flatMap((jeton) => jeton.roles),
      );
      const opened = services.filter(({ scopes }) => scopes.some((scope) => roles.has(scope)));
      const names = opened.map(({ name }) => name);
      const windows = names.length === 0 ? [] : await maintenancesDepuis(db, names, maintenant);
      return {
        ligne: ligneDe(found, maintenant),
        services: opened,
        jetons: jetons.map((jeton) => ({
          cree_le: jeton.cree_le,
          fin: endOf(jeton),
          etat: etatJeton(jeton, maintenant.getTime()),
        })),
        jours: await volumesParJour(db, found.demande, depuis),
        appels: await appelsParService(db, found.demande, depuis),
        incidents: names.length === 0 ? [] : await incidentsDepuis(db, names, depuis),
        maintenances: windows,
        maintenant,
      };
    },
  };
}

export function ligneDe(deleguee: HabilitationDeleguee, now: Date): Ligne {
  const { fin_jeton } = deleguee;
  if (fin_jeton === null) return { ...deleguee, etat: 'sans_jeton', joursRestants: null };
  const left = fin_jeton.getTime() - now.getTime();
  if (left <= 0) return { ...deleguee, etat: 'fini', joursRestants: null };
  const etat = left <= ECHEANCE_JOURS * DAY_MS ? 'fin_proche' : 'actif';
  return { ...deleguee, etat, joursRestants: Math.floor(left / DAY_MS) };
}

function endOf({
  expire_le,
  revoque_le,
  banni_le,
}: {
  expire_le: Date;
  revoque_le: Date | null;
  banni_le: Date | null;
}) {
  return new Date(
    Math.min(...[expire_le, revoque_le, banni_le].flatMap((date) => (date === null ? [] : [date.getTime()]))),
  );
}
