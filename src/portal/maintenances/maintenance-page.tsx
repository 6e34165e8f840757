import type { Endpoint } from '../../core/endpoint.ts';
import type { Maintenance } from '../../records/maintenances.ts';
import { phaseOf } from '../../watch/maintenances/phase.ts';
import { dateTimeOf, lengthOf, spanOf } from '../shared/dates.ts';
import { cutSentence, phaseTones, phaseWords } from '../shared/incident-words.ts';
import { namedServices } from '../shared/service-lists.ts';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { ServiceLinks } from '../views/service-links.tsx';

interface MaintenancePageProps {
  readonly frame: Frame;
  readonly maintenance: Maintenance;
  readonly endpoints: readonly Endpoint[];
  readonly now: Date;
}

/** One announced maintenance: when, what it does to calls, to whom. */
export function maintenancePage({ frame, maintenance, endpoints, now }: MaintenancePageProps): JSX.Element {
  const { titre, texte, debut, fin, coupure, annoncee_le, modifiee_le } = maintenance;
  const phase = phaseOf(maintenance, now);
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
        <Badge tone={phaseTones[phase]} label={phaseWords[phase]} />
      </p>
      <div class="avis fr-mb-3w">
        <p class="fr-mb-1w">
          <strong>Maintenance</strong>{' '}
          <span safe>{`${spanOf(debut, fin)} (${lengthOf(fin.getTime() - debut.getTime())}), heure de Paris`}</span>.
        </p>
        <p class="fr-mb-0" safe>
          {phase === 'annulee' ? 'Elle n’aura pas lieu : les services restent ouverts.' : cutSentence(coupure)}
        </p>
      </div>
      <p class="texte texte-saisi" safe>
        {texte}
      </p>
      <h2>Services concernés</h2>
      <ServiceLinks services={namedServices(maintenance.endpoints, endpoints)} />
      <p class="mis-a-jour">
        <span safe>{`Annoncée le ${dateTimeOf(annoncee_le)}`}</span>
        {modifiee_le > annoncee_le ? <span safe>{`, modifiée le ${dateTimeOf(modifiee_le)}`}</span> : ''}.{' '}
        <a href="/maintenances.ics">Les maintenances dans votre agenda (iCalendar)</a>
      </p>
    </Layout>
  );
}
