import type { Endpoint } from '../../core/endpoint.ts';
import type { IncidentPoint } from '../../records/incident-points.ts';
import type { ToldIncident } from '../../watch/incident-reader.ts';
import { dateTimeOf, lengthOf } from '../shared/dates.ts';
import { incidentStateWords, severityTones, severityWords } from '../shared/incident-words.ts';
import { NextAction } from '../shared/ongoing-list.tsx';
import { namedServices } from '../shared/service-lists.ts';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { ServiceLinks } from '../views/service-links.tsx';
import { FeedLinks } from './feed-links.tsx';

interface IncidentPageProps {
  readonly frame: Frame;
  readonly incident: ToldIncident;
  readonly endpoints: readonly Endpoint[];
  readonly now: Date;
}

/** One incident: its state, what happens next, whom it concerns, then all that has been said, the latest first. */
export function incidentPage({ frame, incident, endpoints, now }: IncidentPageProps): JSX.Element {
  const { titre, gravite, etat, ouvert_le, resolu_le } = incident;
  const lasted = lengthOf((resolu_le ?? now).getTime() - ouvert_le.getTime());
  return (
    <Layout
      frame={frame}
      title={titre}
      trail={[
        ['/', 'Accueil'],
        ['/incidents', 'Incidents et maintenances'],
      ]}
    >
      <h1 safe>{titre}</h1>
      <p>
        <Badge tone={severityTones[gravite]} label={severityWords[gravite]} />{' '}
        <Badge tone={etat === 'resolu' ? 'success' : 'plain'} label={incidentStateWords[etat]} />
      </p>
      <div class="avis fr-mb-3w">
        <p class="fr-mb-1w">
          <strong>Commencé</strong> <span safe>{`le ${dateTimeOf(ouvert_le)}`}</span>
          {resolu_le === null ? (
            <span safe>{`, depuis ${lasted}`}</span>
          ) : (
            <span safe>{`, résolu le ${dateTimeOf(resolu_le)}, après ${lasted}`}</span>
          )}
          .
        </p>
        {resolu_le === null ? <NextAction incident={incident} /> : ''}
      </div>
      <h2>Services concernés</h2>
      <ServiceLinks services={namedServices(incident.endpoints, endpoints)} />
      <h2 class="fr-mt-4w">Chronologie</h2>
      <Timeline points={incident.points} />
      <FeedLinks />
    </Layout>
  );
}

function Timeline({ points }: { points: readonly IncidentPoint[] }): JSX.Element {
  return (
    <ol class="chronologie">
      {points.map(({ etat, texte, le }) => (
        <li>
          <p class="fr-mb-0">
            <strong safe>{incidentStateWords[etat]}</strong> ·{' '}
            <time datetime={le.toISOString()} safe>
              {dateTimeOf(le)}
            </time>
          </p>
          <p class="texte texte-saisi" safe>
            {texte}
          </p>
        </li>
      ))}
    </ol>
  );
}
