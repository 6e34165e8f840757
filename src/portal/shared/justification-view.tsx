import type { Endpoint } from '../../core/endpoint.ts';
import type { JustificationLue } from '../../jetons/justifications/lecture.ts';
import type { EtatJustification } from '../../records/tables/justifications.ts';
import { Table } from '../views/table.tsx';
import { declared, momentOf, statutWords } from './call-words.ts';
import { dateTimeOf } from './dates.ts';
import { namedServices } from './service-lists.ts';

export const etatJustificationWords: Readonly<
  Record<EtatJustification, { readonly label: string; readonly tone: 'warning' | 'info' | 'plain' }>
> = {
  attendue: { label: 'Réponse attendue', tone: 'warning' },
  repondue: { label: 'Répondue', tone: 'info' },
  close: { label: 'Close', tone: 'plain' },
};

interface JustificationViewProps {
  readonly lue: JustificationLue;
  readonly endpoints: readonly Endpoint[];
}

/** What was asked, of which calls; then what was said. */
export function JustificationAsked({ lue, endpoints }: JustificationViewProps): JSX.Element {
  const { motif, volume, appels, ouverte_le, jti } = lue;
  return (
    <>
      <h2>Ce qui est demandé</h2>
      <p class="texte texte-saisi" safe>
        {motif}
      </p>
      <dl class="fiche fiche-pliante">
        <dt>Demandé le</dt>
        <dd safe>{dateTimeOf(ouverte_le)}</dd>
        <dt>Numéro du jeton (jti)</dt>
        <dd>
          <code safe>{jti}</code>
        </dd>
        <dt>Appels concernés</dt>
        <dd safe>{appels.length === 0 ? 'L’ensemble des appels de ce jeton' : `${appels.length} désignés`}</dd>
        {volume === '' ? (
          ''
        ) : (
          <>
            <dt>Volume approximatif</dt>
            <dd safe>{volume}</dd>
          </>
        )}
      </dl>
      <h2>Appels en exemple</h2>
      <ExampleCalls traces={lue.traces} endpoints={endpoints} />
    </>
  );
}

/** A few calls, as they are kept. */
export function ExampleCalls({
  traces,
  endpoints,
}: Pick<JustificationViewProps, 'endpoints'> & Pick<JustificationLue, 'traces'>): JSX.Element {
  if (traces.length === 0) return <p>Aucun appel à montrer, ou plus aucun n’est conservé.</p>;
  return (
    <Table
      caption="Dix appels au plus"
      columns={['Reçu le', 'Appel', 'Pour qui, pourquoi', 'Réponse', 'Adresse']}
      folds
    >
      <tbody>
        {traces.map((trace) => (
          <tr>
            <td data-colonne="Reçu le" safe>
              {momentOf(trace.recu_le)}
            </td>
            <td class="fr-cell--multiline" data-colonne="Appel">
              <span safe>{namedServices([trace.endpoint], endpoints)[0]?.title ?? trace.endpoint}</span>
              <span class="precision">
                <code safe>{trace.identifiant}</code>
              </span>
            </td>
            <td class="fr-cell--multiline" data-colonne="Pour qui, pourquoi" safe>
              {[
                ...new Set([trace.context, trace.object, trace.recipient].map((text) => declared(text, 'absent'))),
              ].join(' · ')}
            </td>
            <td data-colonne="Réponse" safe>
              {statutWords(trace.statut)}
            </td>
            <td data-colonne="Adresse">
              <code safe>{trace.adresse}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function JustificationThread({ lue: { messages } }: Pick<JustificationViewProps, 'lue'>): JSX.Element {
  if (messages.length === 0) return <p>Aucune réponse pour l’instant.</p>;
  return (
    <ol class="chronologie">
      {messages.map(({ nature, auteur_nom, le, texte }) => (
        <li>
          <p class="fr-mb-0">
            <strong safe>{nature === 'cloture' ? 'Demande close' : `Réponse de ${auteur_nom}`}</strong> ·{' '}
            <time datetime={le.toISOString()} safe>
              {dateTimeOf(le)}
            </time>
          </p>
          {texte === '' ? (
            ''
          ) : (
            <p class="texte texte-saisi" safe>
              {texte}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
