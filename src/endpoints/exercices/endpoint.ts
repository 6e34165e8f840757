import { Type } from 'typebox';
import { parisMidnight } from '../../core/dates/paris-midnight.ts';
import { defineEndpoint } from '../../core/endpoint.ts';
import { providerFailure } from '../../core/failure.ts';
import { missing } from '../../core/missing.ts';
import { bySiret } from '../../core/subject.ts';
import { dgfip } from '../../providers/dgfip/provider.ts';
import { readTurnovers, type Turnover } from './turnovers.ts';

const OUT_OF_SCOPE =
  "La DGFIP ne délivre pas le chiffre d'affaires de cette entreprise : elle n'est pas soumise à l'impôt sur les sociétés, ou ses comptes n'ont pas encore été déposés.";

export default defineEndpoint({
  name: 'exercices',
  title: "Chiffre d'affaires",
  providers: { dgfip },
  scopes: ['exercices'],
  volume: 'json',
  subject: bySiret,
  watch: {
    uname: 'apie_2_exercices_dgfip',
    provider: 'dgfip',
    everyMinutes: 60,
    availabilityKey: 'api/v2/exercices',
  },

  answer: Type.Object({
    exercices: Type.Array(
      Type.Object({
        ca: Type.String({ description: "Chiffre d'affaires de l'exercice, en euros entiers, sans séparateur." }),
        date_fin_exercice: Type.String({
          description: "Fin de l'exercice, date et heure ISO 8601 avec décalage horaire.",
        }),
        date_fin_exercice_timestamp: Type.Integer({
          description: 'Le même jour, en secondes Unix à minuit heure de Paris.',
        }),
      }),
      { description: 'Derniers exercices connus de la DGFIP, trois au plus, du plus récent au plus ancien.' },
    ),
  }),

  ask: ({ dgfip }, siret, errand) =>
    dgfip.ask(
      errand,
      { url: dgfip.urls.chiffresAffaires, parameters: { siret }, judges: [302], ownSession: true },
      readTurnovers,
    ),

  read: (turnovers) => {
    if (turnovers === null) throw providerFailure(dgfip, '000', { sentence: OUT_OF_SCOPE });
    if (turnovers.length === 0) throw providerFailure(dgfip, '003');
    const exercices = turnovers.map((turnover) => ({ turnover, end: endOf(turnover) }));
    exercices.sort((a, b) => (b.end ?? 0) - (a.end ?? 0));
    return {
      exercices: exercices.map(({ turnover, end }) => ({
        ca: turnover.ca ?? missing,
        date_fin_exercice: turnover.dateFinExercice ?? missing,
        date_fin_exercice_timestamp: end ?? missing,
      })),
    };
  },
});

function endOf({ dateFinExercice }: Turnover): number | null {
  return parisMidnight(dateFinExercice ?? '');
}
