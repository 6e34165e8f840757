import { type Static, Type } from 'typebox';
import type { Maintenance } from '../../records/maintenances.ts';
import type { ToldIncident } from '../../watch/incident-reader.ts';
import { phaseOf } from '../../watch/maintenances/phase.ts';

const Instant = Type.String({ format: 'date-time' });
const InstantOrNull = Type.Union([Instant, Type.Null()]);
const Etat = Type.Enum(['investigation', 'identifie', 'surveillance', 'resolu']);

/** The shape of `/incidents.json`, a promise made to programs (docs/flux.md). */
export const JsonFeed = Type.Object(
  {
    incidents: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          url: Type.String(),
          titre: Type.String(),
          gravite: Type.Enum(['mineure', 'majeure', 'critique']),
          etat: Etat,
          endpoints: Type.Array(Type.String()),
          prochaine_action: Type.Union([Type.String(), Type.Null()]),
          fin_prevue_le: InstantOrNull,
          ouvert_le: Instant,
          resolu_le: InstantOrNull,
          modifie_le: Instant,
          points: Type.Array(
            Type.Object({ etat: Etat, texte: Type.String(), le: Instant }, { additionalProperties: false }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    maintenances: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          url: Type.String(),
          titre: Type.String(),
          texte: Type.String(),
          etat: Type.Enum(['a_venir', 'en_cours', 'terminee', 'annulee']),
          coupure: Type.Boolean(),
          endpoints: Type.Array(Type.String()),
          debut: Instant,
          fin: Instant,
          annoncee_le: Instant,
          modifiee_le: Instant,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

interface JsonFeedInput {
  readonly incidents: readonly ToldIncident[];
  readonly maintenances: readonly Maintenance[];
  readonly publicUrl: string;
  readonly now: Date;
}

/** What is told to programs: never who wrote it. */
export function jsonFeed({ incidents, maintenances, publicUrl, now }: JsonFeedInput): Static<typeof JsonFeed> {
  return {
    incidents: incidents.map((incident) => ({
      id: incident.id,
      url: `${publicUrl}/incidents/${incident.id}`,
      titre: incident.titre,
      gravite: incident.gravite,
      etat: incident.etat,
      endpoints: [...incident.endpoints],
      prochaine_action: incident.prochaine_action === '' ? null : incident.prochaine_action,
      fin_prevue_le: incident.fin_prevue_le?.toISOString() ?? null,
      ouvert_le: incident.ouvert_le.toISOString(),
      resolu_le: incident.resolu_le?.toISOString() ?? null,
      modifie_le: incident.modifie_le.toISOString(),
      points: incident.points.map(({ etat, texte, le }) => ({ etat, texte, le: le.toISOString() })),
    })),
    maintenances: maintenances.map((maintenance) => ({
      id: maintenance.id,
      url: `${publicUrl}/maintenances/${maintenance.id}`,
      titre: maintenance.titre,
      texte: maintenance.texte,
      etat: phaseOf(maintenance, now),
      coupure: maintenance.coupure,
      endpoints: maintenance.endpoints,
      debut: maintenance.debut.toISOString(),
      fin: maintenance.fin.toISOString(),
      annoncee_le: maintenance.annoncee_le.toISOString(),
      modifiee_le: maintenance.modifiee_le.toISOString(),
    })),
  };
}
