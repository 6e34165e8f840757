import { letterPath } from '../../../letters/addresses.ts';
import type { FollowedLetter, Page } from '../../../letters/reader.ts';
import { stateOf } from '../../../letters/states.ts';
import type { EchecEnvoi } from '../../../records/envois-lettres.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';
import { ROOT } from './trail.ts';
import { countOf } from './words.ts';

interface ProgressSectionProps {
  readonly frame: Frame;
  readonly letter: FollowedLetter;
  readonly failures: Page<EchecEnvoi>;
}

/** A sending followed to its end: how many left, how many did not and why, what can still be done. */
export function ProgressSection({ frame, letter, failures }: ProgressSectionProps): JSX.Element {
  const { chiffres, destinataires, en_file, reprise_le } = letter;
  const isLeaving = stateOf(letter) === 'en_cours';
  const failed = chiffres.refuses + chiffres.abandonnes;
  const settled = chiffres.partis + failed + chiffres.desinscrits;
  return (
    <>
      <section id="etat" data-actualise="5" aria-labelledby="envoi">
        <h2 id="envoi">{isLeaving ? 'Envoi en cours' : 'Envoi terminé'}</h2>
        <p>
          <label for="avancement" safe>
            {`${countOf(settled)} sur ${countOf(destinataires)} traités`}
          </label>
          <br />
          <progress
            class="avancement"
            id="avancement"
            value={String(destinataires === 0 ? 1 : settled)}
            max={String(Math.max(1, destinataires))}
          />
        </p>
        <dl class="fiche">
          <dt>Destinataires</dt>
          <dd safe>{countOf(destinataires)}</dd>
          <dt>Partis</dt>
          <dd safe>{countOf(chiffres.partis)}</dd>
          <dt>En attente</dt>
          <dd safe>{waitingLine(destinataires - en_file, chiffres)}</dd>
          <dt>Refusés</dt>
          <dd safe>{`${countOf(chiffres.refuses)} (l’adresse ou le message n’est pas accepté)`}</dd>
          <dt>Abandonnés</dt>
          <dd safe>{`${countOf(chiffres.abandonnes)} (après huit essais en vingt heures)`}</dd>
          <dt>Désabonnés</dt>
          <dd safe>{`${countOf(chiffres.desinscrits)} (entre la mise en file et le départ)`}</dd>
        </dl>
        {reprise_le === null ? '' : <p class="avis">Les échecs sont remis en file.</p>}
        {isLeaving ? (
          <p>
            <a class="fr-link" href={`${ROOT}/${letter.id}`}>
              Actualiser
            </a>
          </p>
        ) : (
          ''
        )}
      </section>
      <p>
        <a class="fr-link" href={letterPath(letter)}>
          Voir la lettre dans les archives
        </a>
      </p>
      <Failures frame={frame} letter={letter} failures={failures} failed={failed} />
    </>
  );
}

function waitingLine(toQueue: number, { attente, enEssai }: FollowedLetter['chiffres']): string {
  const waiting = Math.max(0, toQueue) + attente;
  return enEssai === 0 ? countOf(waiting) : `${countOf(waiting)}, dont ${countOf(enEssai)} à réessayer d’eux-mêmes`;
}

interface FailuresProps extends ProgressSectionProps {
  readonly failed: number;
}

function Failures({ frame, letter, failures, failed }: FailuresProps): JSX.Element {
  if (failed === 0) return '';
  return (
    <section aria-labelledby="echecs">
      <h2 id="echecs">Échecs</h2>
      {failures.total === 0 ? (
        <p>Leur détail n’est plus gardé&nbsp;: il l’est quatre-vingt-dix jours.</p>
      ) : (
        <>
          {letter.en_file_le === null || letter.reprise_le !== null ? (
            ''
          ) : (
            <Form frame={frame} action={`${ROOT}/${letter.id}/reprendre`}>
              <HiddenField name="version" value={String(letter.version)} />
              <SubmitButton label="Réessayer les échecs" />
            </Form>
          )}
          <Table caption="Destinataires que la lettre n’a pas atteints" columns={['Adresse', 'Depuis', 'Raison']} folds>
            <tbody>
              {failures.items.map(({ destination, echec, le, refuse_le }) => (
                <tr>
                  <th scope="row" class="adresse" safe>
                    {destination}
                  </th>
                  <td data-colonne="Depuis" safe>
                    {dateTimeOf(le)}
                  </td>
                  <td data-colonne="Raison" class="fr-cell--multiline adresse" safe>
                    {`${refuse_le === null ? 'Abandonné' : 'Refusé'}. ${echec}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
          <Pagination
            of="échecs"
            page={failures.page}
            pages={failures.pages}
            href={(page) => `${ROOT}/${letter.id}?page=${page}`}
          />
        </>
      )}
    </section>
  );
}
