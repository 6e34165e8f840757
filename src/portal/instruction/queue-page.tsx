import type { Tranche } from '../../habilitations/instruction.ts';
import type { Delai } from '../../habilitations/statistiques.ts';
import type { LigneFile } from '../../records/file-instruction.ts';
import type { EtatDemande } from '../../records/tables/demandes.ts';
import { dayOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import { Field, Select } from '../views/fields.tsx';
import type { Frame } from '../views/frame.ts';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import { Desk, type Waiting } from './desk.tsx';
import { type Filters, isFiltered, QUEUE, queueAddress } from './filters.ts';
import { ageWords, casUsageWords, daysWords, etatWords } from './words.ts';

interface QueueProps {
  readonly frame: Frame;
  readonly waiting: Waiting;
  readonly tranche: Tranche<LigneFile>;
  readonly compteurs: ReadonlyMap<EtatDemande, number>;
  readonly etats: readonly EtatDemande[];
  readonly filters: Filters;
  readonly delai: Delai | null;
  readonly done: string | null;
  readonly now: Date;
}

/** « What must I decide next, and what changed? » */
export function queuePage(props: QueueProps): JSX.Element {
  const { frame, waiting, tranche, filters } = props;
  const { total, page, pages } = tranche;
  const title = 'Instruction des demandes';
  return (
    <Desk frame={frame} waiting={waiting} title={page === 1 ? title : `${title}, page ${page}`} part={QUEUE}>
      <h1>{title}</h1>
      {props.done === null ? '' : <Alert kind="success" title={props.done} fresh />}
      <Counts {...props} />
      <DelayLine delai={props.delai} />
      <FilterForm {...props} />
      <p class="catalogue-compte" role="status" safe>
        {total === 0 ? 'Aucune demande' : `${total} demande${total > 1 ? 's' : ''}`}
      </p>
      {total === 0 ? <Nothing filters={filters} /> : <Queue {...props} />}
      <Pagination of="demandes" page={page} pages={pages} href={(other) => queueAddress(filters, other)} />
      {total === 0 ? (
        ''
      ) : (
        <p>
          <a class="fr-link" href={queueAddress(filters, 1, '/instruction/demandes.csv')}>
            Télécharger cette liste (CSV)
          </a>
        </p>
      )}
    </Desk>
  );
}

function Counts({ compteurs, etats, filters }: QueueProps): JSX.Element {
  return (
    <ul class="fr-tags-group" aria-label="Demandes par état">
      {etats.map((etat) => (
        <li>
          <a
            class="fr-tag"
            href={queueAddress({ ...filters, etat })}
            {...(filters.etat === etat ? { 'aria-current': 'true' } : {})}
            safe
          >
            {`${etatWords[etat].label} : ${compteurs.get(etat) ?? 0}`}
          </a>
        </li>
      ))}
    </ul>
  );
}

function DelayLine({ delai }: { delai: Delai | null }): JSX.Element {
  if (delai === null) return '';
  return (
    <p class="mis-a-jour" safe>
      {`Délai des six derniers mois : ${daysWords(delai.median)} en médiane, ${daysWords(delai.p80)} pour quatre demandes sur cinq.`}
    </p>
  );
}

function FilterForm({ filters, etats, frame }: QueueProps): JSX.Element {
  return (
    <form class="filtre" action={QUEUE} method="get">
      <Select
        name="etat"
        label="État"
        nothing="En cours"
        options={etats.map((etat) => [etat, etatWords[etat].label])}
        value={filters.etat ?? ''}
        plain
      />
      <Select
        name="cas"
        label="Cas d’usage"
        nothing="Tous"
        options={[...casUsageWords]}
        value={filters.casUsage ?? ''}
        plain
      />
      {frame.account?.roles.includes('rapporteur') ? (
        <Select
          name="avis"
          label="Avis"
          nothing="Toutes les demandes"
          options={[['moi', 'Mes avis attendus']]}
          value={filters.mesAvis ? 'moi' : ''}
          plain
        />
      ) : (
        ''
      )}
      <Field name="q" type="search" label="Numéro, SIRET, mots, e-mail" value={filters.texte} plain />
      <button class="fr-btn" type="submit">
        Filtrer
      </button>
    </form>
  );
}

function Nothing({ filters }: { filters: Filters }): JSX.Element {
  if (!isFiltered(filters)) return <p>Rien n’est à instruire, et aucun usager ne prépare de réponse.</p>;
  return (
    <p>
      <a class="fr-link" href={QUEUE}>
        Retirer les filtres
      </a>
    </p>
  );
}

function Queue({ tranche, now }: QueueProps): JSX.Element {
  return (
    <Table
      caption="Demandes : celles à instruire d’abord, les plus anciennes en tête"
      columns={['Numéro', 'Projet', 'Cas d’usage', 'Attend', 'Âge du dernier envoi']}
      folds
    >
      <tbody>
        {tranche.items.map((ligne) => (
          <QueueRow ligne={ligne} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

function QueueRow({ ligne, now }: { ligne: LigneFile; now: Date }): JSX.Element {
  const { id, numero, intitule, organisation, siret, demandeur_nom, demandeur_email, messages_non_lus } = ligne;
  return (
    <tr>
      <th scope="row">
        <a href={`/instruction/demandes/${id}`} safe>
          {numero}
        </a>
      </th>
      <td class="objet">
        <span safe>{intitule}</span>
        <span class="precision" safe>
          {organisation ?? (siret === null ? 'Organisation non précisée' : `SIRET ${siret}`)}
        </span>
        <span class="precision" safe>
          {demandeur_nom === '' ? demandeur_email : demandeur_nom}
        </span>
      </td>
      <td data-colonne="Cas d’usage" safe>
        {casUsageWords.get(ligne.cas_usage) ?? ligne.cas_usage}
      </td>
      <td class="objet">
        <Badge {...etatWords[ligne.etat]} />
        {isResent(ligne) ? <Badge tone="plain" label="Renvoyée" /> : ''}
        {messages_non_lus === 0 ? (
          ''
        ) : (
          <Badge
            tone="warning"
            label={`${messages_non_lus} message${messages_non_lus > 1 ? 's' : ''} non lu${messages_non_lus > 1 ? 's' : ''}`}
          />
        )}
        <span class="precision" safe>
          {awaited(ligne)}
        </span>
      </td>
      <td data-colonne="Âge du dernier envoi" safe>
        {ageWords(ligne.envoyee_le ?? ligne.modifiee_le, now)}
      </td>
    </tr>
  );
}

/** Sent again since it was first sent. */
export function isResent({ premier_envoi_le, envoyee_le }: LigneFile): boolean {
  return premier_envoi_le !== null && envoyee_le !== null && envoyee_le.getTime() > premier_envoi_le.getTime();
}

/** What is awaited, from whom, and since when. */
export function awaited({ etat, precisions_demandees_le, avis_attendu_de, decidee_le }: LigneFile): string {
  const opinion = avis_attendu_de === null ? '' : `Avis attendu de ${avis_attendu_de}`;
  if (opinion !== '') return opinion;
  if (etat === 'envoyee') return 'Votre décision';
  if (etat === 'a_modifier' && precisions_demandees_le !== null)
    return `La réponse de l’usager, depuis le ${dayOf(precisions_demandees_le)}`;
  if (etat === 'brouillon') return 'L’usager, qui l’a rouverte';
  return decidee_le === null ? '' : `Rien, décidée le ${dayOf(decidee_le)}`;
}
