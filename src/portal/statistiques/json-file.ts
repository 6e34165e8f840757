import { type Static, Type } from 'typebox';
import { successRate, type Tally } from '../../watch/tally.ts';
import type { Usage } from '../../watch/usage.ts';
import { providerOf } from '../shared/service-lists.ts';
import { providerCount, usageByProvider } from './providers.ts';

export const LICENCE_URL = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence';

const Count = Type.Integer({ minimum: 0 });
const RateOrNull = Type.Union([Type.Number({ minimum: 0, maximum: 100 }), Type.Null()]);
const counts = {
  appels: Count,
  reussis: Count,
  sans_donnee: Count,
  refuses: Count,
  echecs: Count,
  taux_de_succes: RateOrNull,
};
const closed = { additionalProperties: false };
const Counts = Type.Object(counts, closed);

/** The shape of `/statistiques.json`, a promise made to programs (docs/statistiques.md). */
export const StatisticsJson = Type.Object(
  {
    licence: Type.Object({ nom: Type.String(), url: Type.String() }, closed),
    calcule_le: Type.String({ format: 'date-time' }),
    endpoints: Count,
    fournisseurs: Count,
    disponibilite: Type.Union([
      Type.Object({ taux: Type.Number(), depuis: Type.String(), annee_entiere: Type.Boolean() }, closed),
      Type.Null(),
    ]),
    douze_mois: Counts,
    trente_jours: Counts,
    par_mois: Type.Array(Type.Object({ mois: Type.String(), ...counts }, closed)),
    par_jour: Type.Array(Type.Object({ jour: Type.String(), ...counts }, closed)),
    par_fournisseur: Type.Array(
      Type.Object({ fournisseur: Type.String(), douze_mois: Counts, trente_jours: Counts }, closed),
    ),
    par_endpoint: Type.Array(
      Type.Object(
        { endpoint: Type.String(), fournisseur: Type.String(), douze_mois: Counts, trente_jours: Counts },
        closed,
      ),
    ),
  },
  closed,
);

export function statisticsJson(usage: Usage): Static<typeof StatisticsJson> {
  const { at, availability, endpoints } = usage;
  return {
    licence: { nom: 'Licence ouverte / Open Licence 2.0 (etalab-2.0)', url: LICENCE_URL },
    calcule_le: at.toISOString(),
    endpoints: endpoints.length,
    fournisseurs: providerCount(endpoints),
    disponibilite:
      availability === null
        ? null
        : { taux: availability.rate, depuis: availability.since, annee_entiere: availability.isWholeYear },
    douze_mois: told(usage.year),
    trente_jours: told(usage.lastDays),
    par_mois: usage.months.map((month) => ({ mois: month.period, ...told(month) })),
    par_jour: usage.days.map((day) => ({ jour: day.period, ...told(day) })),
    par_fournisseur: usageByProvider(endpoints).map(({ provider, year, lastDays }) => ({
      fournisseur: provider,
      ...{ douze_mois: told(year), trente_jours: told(lastDays) },
    })),
    par_endpoint: endpoints.map(({ endpoint, year, lastDays }) => ({
      ...{ endpoint: endpoint.name, fournisseur: providerOf(endpoint) },
      ...{ douze_mois: told(year), trente_jours: told(lastDays) },
    })),
  };
}

function told(tally: Tally): Static<typeof Counts> {
  const { calls, answered, without, refused, failed } = tally;
  return {
    appels: calls,
    reussis: answered,
    sans_donnee: without,
    refuses: refused,
    echecs: failed,
    taux_de_succes: successRate(tally),
  };
}
