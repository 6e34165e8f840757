import type { Tranche } from '../../habilitations/instruction.ts';
import type { FiltreHabilitations, LigneHabilitation } from '../../records/habilitations-accordees.ts';
import { dayOf } from '../shared/dates.ts';
import { Badge } from '../views/badge.tsx';
import { Field, Select } from '../views/fields.tsx';
import type { Frame } from '../views/frame.ts';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import { Desk, type Waiting } from './desk.tsx';
import { etatHabilitationWords } from './words.ts';

export const HABILITATIONS = '/instruction/habilitations';

interface HabilitationsProps {
  readonly frame: Frame;
  readonly waiting: Waiting;
  readonly tranche: Tranche<LigneHabilitation>;
  readonly filtre: FiltreHabilitations;
  readonly mayRevoke: boolean;
  readonly now: Date;
}

/** « Who holds an access, until when? » */
export function habilitationsPage(props: HabilitationsProps): JSX.Element {
  const { frame, waiting, tranche, filtre } = props;
  const { total, page, pages } = tranche;
  const title = 'Habilitations';
  return (
    <Desk frame={frame} waiting={waiting} title={page === 1 ? title : `${title}, page ${page}`} part={HABILITATIONS}>
      <h1>{title}</h1>
      <form class="filtre" action={HABILITATIONS} method="get">
        <Select
          name="etat"
          label="État"
          nothing="Toutes"
          options={Object.entries(etatHabilitationWords).map(([value, { label }]) => [value, label])}
          value={filtre.etat ?? ''}
          plain
        />
        <Field name="q" type="search" label="Numéro, SIRET, organisation, e-mail" value={filtre.texte} plain />
        <button class="fr-btn" type="submit">
          Filtrer
        </button>
      </form>
      <p class="catalogue-compte" role="status" safe>
        {total === 0 ? 'Aucune habilitation' : `${total} habilitation${total > 1 ? 's' : ''}`}
      </p>
      {total === 0 ? <Nothing filtre={filtre} /> : <Grants {...props} />}
      <Pagination of="habilitations" page={page} pages={pages} href={(other) => addressOf(filtre, other)} />
    </Desk>
  );
}

function addressOf({ etat, texte }: FiltreHabilitations, page: number): string {
  const parameters = new URLSearchParams();
  if (etat !== null) parameters.set('etat', etat);
  if (texte !== '') parameters.set('q', texte);
  if (page > 1) parameters.set('page', String(page));
  return parameters.size === 0 ? HABILITATIONS : `${HABILITATIONS}?${parameters}`;
}

function Nothing({ filtre }: { filtre: FiltreHabilitations }): JSX.Element {
  if (filtre.etat === null && filtre.texte === '') return <p>Aucune demande n’a encore été validée.</p>;
  return (
    <p>
      <a class="fr-link" href={HABILITATIONS}>
        Retirer les filtres
      </a>
    </p>
  );
}

function Grants({ tranche, mayRevoke, now }: HabilitationsProps): JSX.Element {
  return (
    <Table
      caption="Habilitations accordées, les dernières en tête"
      columns={['Numéro', 'Projet', 'État', 'Accordée le', 'Fin du jeton', ...(mayRevoke ? ['Agir'] : [])]}
      folds
    >
      <tbody>
        {tranche.items.map((ligne) => (
          <tr>
            <th scope="row">
              <a href={`/instruction/demandes/${ligne.demande}`} safe>
                {ligne.numero}
              </a>
              <span class="precision" safe>
                {`Demande ${ligne.demande_numero}`}
              </span>
            </th>
            <td class="objet">
              <span safe>{ligne.intitule}</span>
              <span class="precision" safe>
                {ligne.organisation ?? `SIRET ${ligne.siret ?? 'non précisé'}`}
              </span>
            </td>
            <td>
              <Badge {...etatHabilitationWords[ligne.etat]} />
            </td>
            <td data-colonne="Accordée le" safe>
              {dayOf(ligne.accordee_le)}
            </td>
            <td data-colonne="Fin du jeton" safe>
              {tokenEnd(ligne, now)}
            </td>
            {mayRevoke ? <td>{ligne.etat === 'active' ? <Revoke ligne={ligne} /> : ''}</td> : ''}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function tokenEnd({ jeton_expire_le }: LigneHabilitation, now: Date): string {
  if (jeton_expire_le === null) return 'Aucun jeton en vigueur';
  return jeton_expire_le > now ? dayOf(jeton_expire_le) : `Expiré le ${dayOf(jeton_expire_le)}`;
}

function Revoke({ ligne: { demande, numero } }: { ligne: LigneHabilitation }): JSX.Element {
  return (
    <a class="fr-link" href={`/instruction/demandes/${demande}/actes/revoquer`}>
      Révoquer
      <span class="fr-sr-only" safe>{` l’habilitation ${numero}`}</span>
    </a>
  );
}
