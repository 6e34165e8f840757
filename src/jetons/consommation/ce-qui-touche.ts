import type { Clock } from '../../core/clock.ts';
import { type EtatJeton, etatJeton } from '../../core/etat-jeton.ts';
import { type Bannissement, bannissementsDe } from '../../records/bannissements.ts';
import { adressesVues, compteRefus, type Panne, pannesDeJetons } from '../../records/consommation.ts';
import { type Incident, incidentsDepuis } from '../../records/incidents.ts';
import { type JetonVu, jetonsVusPar } from '../../records/jetons-de-compte.ts';
import { type Maintenance, maintenancesDepuis } from '../../records/maintenances.ts';
import type { Db } from '../../records/work.ts';
import type { Service } from './compteurs.ts';

/** What failed at a service with one's tokens, and what is known of it. */
export interface PanneConnue extends Panne {
  readonly incidents: readonly Incident[];
  readonly maintenances: readonly Maintenance[];
}

/** A token that is near its end, or refused. */
interface JetonAVoir {
  readonly jeton: JetonVu;
  readonly etat: Exclude<EtatJeton, 'actif'>;
}

/** What someone should know of his tokens today. */
export interface CeQuiTouche {
  readonly maintenant: Date;
  readonly jetons: number;
  readonly pannes: readonly PanneConnue[];
  /** Under way or to come, at the services that his tokens open. */
  readonly maintenances: readonly Maintenance[];
  readonly aVoir: readonly JetonAVoir[];
  /** In force, of addresses that call with his tokens. */
  readonly bannissements: readonly Bannissement[];
  /** Answers 429 of the last 24 hours. */
  readonly refus: number;
}

interface ToucheOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly services: readonly Service[];
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** A token that has ended is told that long: afterwards it is history. */
const FINIS_MS = 30 * DAY_MS;
/** People write an incident some time after it began. */
const ECRIT_APRES_MS = 3_600_000;

export function createCeQuiTouche({ db, clock, services }: ToucheOptions): (compte: string) => Promise<CeQuiTouche> {
  return async (compte) => {
    const now = clock.now();
    const maintenant = new Date(now);
    const jetons = await jetonsVusPar(db, compte);
    const [yesterday, lastWeek] = [new Date(now - DAY_MS), new Date(now - WEEK_MS)];
    if (jetons.length === 0)
      return { maintenant, jetons: 0, pannes: [], maintenances: [], aVoir: [], bannissements: [], refus: 0 };
    const jtis = jetons.map(({ jti }) => jti);
    const opened = servicesOuverts(jetons, services, now);
    const pannes = await pannesDeJetons(db, jtis, { from: lastWeek, recently: yesterday });
    const failed = pannes.map(({ endpoint }) => endpoint);
    const incidents = failed.length === 0 ? [] : await incidentsDepuis(db, failed, lastWeek);
    const windows = await maintenancesDepuis(db, [...new Set([...opened, ...failed])], lastWeek);
    const adresses = [...new Set((await adressesVues(db, jtis, lastWeek)).map(({ adresse }) => adresse))];
    return {
      maintenant,
      jetons: jetons.length,
      pannes: pannes.map((panne) => connue(panne, incidents, windows)),
      maintenances: windows.filter(({ fin, endpoints }) => fin > maintenant && endpoints.some((it) => opened.has(it))),
      aVoir: jetons.flatMap((jeton) => aVoir(jeton, now)),
      bannissements: await bannissementsDe(db, adresses, { since: maintenant, now: maintenant }),
      refus: (await compteRefus(db, jtis, yesterday)).refus,
    };
  };
}

/** The services that at least one token that works opens. */
function servicesOuverts(jetons: readonly JetonVu[], services: readonly Service[], now: number): Set<string> {
  const roles = new Set(
    jetons.filter((jeton) => !['expire', 'retire'].includes(etatJeton(jeton, now))).flatMap(({ roles }) => roles),
  );
  return new Set(services.filter(({ scopes }) => scopes.some((scope) => roles.has(scope))).map(({ name }) => name));
}

/** An incident or a window explains a failure when it is about its service and they overlap in time. */
export function connue(
  panne: Panne,
  incidents: readonly Incident[],
  maintenances: readonly Maintenance[],
): PanneConnue {
  const { endpoint, premiere, derniere } = panne;
  return {
    ...panne,
    incidents: incidents.filter(
      ({ endpoints, ouvert_le, resolu_le }) =>
        endpoints.includes(endpoint) &&
        ouvert_le.getTime() - ECRIT_APRES_MS <= derniere.getTime() &&
        (resolu_le === null || resolu_le >= premiere),
    ),
    maintenances: maintenances.filter(
      ({ endpoints, debut, fin }) => endpoints.includes(endpoint) && debut <= derniere && fin >= premiere,
    ),
  };
}

function aVoir(jeton: JetonVu, now: number): JetonAVoir[] {
  const etat = etatJeton(jeton, now);
  if (etat === 'actif') return [];
  const ended = etat === 'expire' ? jeton.expire_le : etat === 'retire' ? (jeton.revoque_le ?? jeton.banni_le) : null;
  return ended !== null && now - ended.getTime() > FINIS_MS ? [] : [{ jeton, etat }];
}
