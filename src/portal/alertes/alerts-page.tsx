import type { Alerte } from '../../records/alertes.ts';
import { alertKinds } from '../../watch/alerts/kinds.ts';
import { lasting } from '../../watch/alerts/words.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import type { AlertBook } from './alert-book.ts';

interface History {
  readonly closed: readonly Alerte[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

interface AlertsPageProps {
  readonly frame: Frame;
  readonly now: Date;
  readonly channels: AlertBook['channels'];
  readonly open: readonly Alerte[];
  readonly lastDigest: Alerte | null;
  readonly history: History;
}

const ADDRESS = '/administration/alertes';
const kindOf = new Map(alertKinds.map((kind) => [kind.genre, kind]));
const labelOf = (genre: string): string => kindOf.get(genre)?.label ?? genre;

/** What operators are told of: what is wrong now, what to do of it, what is over. */
export function alertsPage({ frame, now, channels, open, lastDigest, history }: AlertsPageProps): JSX.Element {
  const { page } = history;
  return (
    <Layout
      frame={frame}
      title={page > 1 ? `Alertes, page ${page}` : 'Alertes'}
      trail={[
        ['/', 'Accueil'],
        ['/administration', 'Administration'],
      ]}
    >
      <h1 safe>{heading(open.length)}</h1>
      <Channels channels={channels} />
      {open.map((alert) => (
        <OpenAlert alert={alert} now={now} />
      ))}
      {lastDigest === null ? '' : <LastDigest digest={lastDigest} />}
      <h2>Alertes terminées</h2>
      <ClosedAlerts history={history} />
      <p>
        <a class="fr-link" href="/etat-des-services">
          État des services
        </a>
      </p>
    </Layout>
  );
}

function heading(open: number): string {
  if (open === 0) return 'Aucune alerte en cours';
  return `${open} alerte${open > 1 ? 's' : ''} en cours`;
}

function Channels({ channels: { addresses, webhook } }: { channels: AlertBook['channels'] }): JSX.Element {
  const ways = [
    addresses === 0 ? '' : `à ${addresses} adresse${addresses > 1 ? 's' : ''}`,
    webhook ? 'au webhook' : '',
  ].filter((way) => way !== '');
  if (ways.length > 0)
    return <p safe>{`Chaque alerte est envoyée ${ways.join(' et ')}, une fois à son début, une fois à sa fin.`}</p>;
  return (
    <Alert kind="warning" title="Personne n’est prévenu">
      <p>
        Les alertes ne sont que dans les journaux et sur cette page. Pour les envoyer, donnez <code>ALERTES_EMAIL</code>{' '}
        ou <code>ALERTES_WEBHOOK_URL</code> au processus qui a le rôle <code>worker</code>.
      </p>
    </Alert>
  );
}

function OpenAlert({ alert, now }: { alert: Alerte; now: Date }): JSX.Element {
  const { genre, sujet, texte, ouverte_le, annoncee_le } = alert;
  const kind = kindOf.get(genre);
  return (
    <section class="alerte">
      <h2 class="fr-h6 fr-mb-1w" safe>
        {sujet}
      </h2>
      <p class="fr-mb-1w">
        <Badge tone={genre === 'certificat' || genre === 'jeton' ? 'warning' : 'error'} label={labelOf(genre)} />
      </p>
      <p class="fr-mb-1w" safe>
        {`${texte.charAt(0).toUpperCase()}${texte.slice(1)}.`}
      </p>
      <p class="precision fr-mb-1w" safe>
        {`Ouverte il y a ${lasting(now.getTime() - ouverte_le.getTime())}, ${annoncee_le === null ? 'pas encore annoncée' : `annoncée le ${dateTimeOf(annoncee_le)}`}.`}
      </p>
      {kind === undefined ? (
        ''
      ) : (
        <details>
          <summary>
            Que faire<span class="fr-sr-only" safe>{` : ${sujet}`}</span>
          </summary>
          <p safe>{`À regarder : ${kind.toLookAt}`}</p>
          <p safe>{`Fin de l’alerte : ${kind.endsWhen}`}</p>
          <p>
            Pas à pas&nbsp;: <code safe>{`docs/exploitation/alertes.md#${genre}`}</code>
          </p>
        </details>
      )}
    </section>
  );
}

function LastDigest({ digest: { sujet, texte, annoncee_le, ouverte_le } }: { digest: Alerte }): JSX.Element {
  return (
    <>
      <h2>Dernier bilan</h2>
      <p class="fr-mb-1w" safe>
        {`${sujet}. ${annoncee_le === null ? 'Rien n’a été envoyé.' : `Annoncé le ${dateTimeOf(ouverte_le)}.`}`}
      </p>
      <details class="fr-mb-4w">
        <summary>Lire le bilan</summary>
        <pre tabindex="0" safe>
          {texte}
        </pre>
      </details>
    </>
  );
}

function ClosedAlerts({ history: { closed, total, page, pages } }: { history: History }): JSX.Element {
  if (total === 0) return <p>Aucune alerte ne s’est encore terminée.</p>;
  return (
    <>
      <Table caption="De la plus récente à la plus ancienne" columns={['Alerte', 'Genre', 'Période']} folds>
        <tbody>
          {closed.map((alert) => (
            <ClosedRow alert={alert} />
          ))}
        </tbody>
      </Table>
      <Pagination of="alertes" page={page} pages={pages} href={(other) => `${ADDRESS}?page=${other}`} />
    </>
  );
}

function ClosedRow({ alert: { genre, sujet, texte, ouverte_le, close_le } }: { alert: Alerte }): JSX.Element {
  return (
    <tr>
      <th scope="row" class="objet">
        <span safe>{sujet}</span>
        <span class="precision" safe>
          {texte}
        </span>
      </th>
      <td safe>{labelOf(genre)}</td>
      <td class="objet" safe>
        {`Du ${dateTimeOf(ouverte_le)} au ${dateTimeOf(close_le ?? ouverte_le)}`}
      </td>
    </tr>
  );
}
