import { moisDuDelai, type Statistiques } from '../../habilitations/statistiques.ts';
import type { EtatDemande } from '../../records/tables/demandes.ts';
import type { Frame } from '../views/frame.ts';
import { Table } from '../views/table.tsx';
import { Desk, type Waiting } from './desk.tsx';
import { casUsageWords, daysWords, etatWords } from './words.ts';

const STATISTICS = '/instruction/statistiques';
const shown: readonly EtatDemande[] = [
  'envoyee',
  'a_modifier',
  'brouillon',
  'validee',
  'refusee',
  'revoquee',
  'archivee',
];
const month = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });

interface StatisticsProps {
  readonly frame: Frame;
  readonly waiting: Waiting;
  readonly statistiques: Statistiques;
}

/** « How long do we take, and what do we decide? » */
export function statisticsPage({ frame, waiting, statistiques }: StatisticsProps): JSX.Element {
  const title = 'Statistiques';
  return (
    <Desk frame={frame} waiting={waiting} title={title} part={STATISTICS}>
      <h1>{title}</h1>
      <Delays statistiques={statistiques} />
      <Outcomes statistiques={statistiques} />
      <Volumes statistiques={statistiques} />
    </Desk>
  );
}

type Part = Pick<StatisticsProps, 'statistiques'>;

function Delays({ statistiques: { delai, parMois } }: Part): JSX.Element {
  if (delai === null) {
    return (
      <>
        <h2>Délais</h2>
        <p>{`Aucune décision depuis ${moisDuDelai} mois : il n’y a pas encore de délai à dire.`}</p>
      </>
    );
  }
  return (
    <>
      <h2>Délais</h2>
      <p class="fr-text--lead" safe>
        {`Sur ${moisDuDelai} mois, une demande sur deux a reçu sa première décision en ${daysWords(delai.median)} ou moins, quatre sur cinq en ${daysWords(delai.p80)} ou moins.`}
      </p>
      <p>
        Du premier envoi à la première validation ou au premier refus, le temps passé par l’usager à répondre compris.
      </p>
      <Table caption="Délais par mois de décision" columns={['Mois', 'Décisions', 'Médiane', 'Quatre sur cinq']} folds>
        <tbody>
          {parMois.map(({ mois, nombre, median, p80 }) => (
            <tr>
              <th scope="row" safe>
                {month.format(new Date(`${mois}-01T00:00:00Z`))}
              </th>
              <td data-colonne="Décisions">{nombre}</td>
              <td data-colonne="Médiane" safe>
                {daysWords(median)}
              </td>
              <td data-colonne="Quatre sur cinq" safe>
                {daysWords(p80)}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

function Outcomes({ statistiques: { issues } }: Part): JSX.Element {
  const { decisions, refus, apres_precisions } = issues;
  if (decisions === 0) return '';
  return (
    <>
      <h2 class="fr-mt-4w">Décisions</h2>
      <Table caption={`Premières décisions sur ${moisDuDelai} mois`} columns={['Issue', 'Nombre', 'Part']} folds>
        <tbody>
          <Share label="Validées" count={decisions - refus} of={decisions} />
          <Share label="Refusées" count={refus} of={decisions} />
          <Share label="Décidées après une demande de précisions" count={apres_precisions} of={decisions} />
        </tbody>
      </Table>
    </>
  );
}

function Share({ label, count, of }: { label: string; count: number; of: number }): JSX.Element {
  return (
    <tr>
      <th scope="row" safe>
        {label}
      </th>
      <td data-colonne="Nombre">{count}</td>
      <td data-colonne="Part" safe>{`${Math.round((100 * count) / of)}\u00a0%`}</td>
    </tr>
  );
}

function Volumes({ statistiques: { volumes } }: Part): JSX.Element {
  const countOf = (cas: string, etat: EtatDemande): number =>
    volumes.find((volume) => volume.cas_usage === cas && volume.etat === etat)?.nombre ?? 0;
  const states = shown.filter((etat) => volumes.some((volume) => volume.etat === etat));
  const cases = [...casUsageWords].filter(([cle]) => volumes.some(({ cas_usage }) => cas_usage === cle));
  if (cases.length === 0) return '';
  return (
    <>
      <h2 class="fr-mt-4w">Volumes</h2>
      <Table
        caption="Demandes envoyées au moins une fois, par cas d’usage et par état"
        columns={['Cas d’usage', ...states.map((etat) => etatWords[etat].label), 'Total']}
        folds
      >
        <tbody>
          {cases.map(([cle, titre]) => (
            <tr>
              <th scope="row" safe>
                {titre}
              </th>
              {states.map((etat) => (
                <td data-colonne={etatWords[etat].label}>{countOf(cle, etat)}</td>
              ))}
              <td data-colonne="Total">{states.reduce((sum, etat) => sum + countOf(cle, etat), 0)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
