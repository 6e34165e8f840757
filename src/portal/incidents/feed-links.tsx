/** The ways to be told without coming back. */
export function FeedLinks(): JSX.Element {
  return (
    <section aria-labelledby="suivre">
      <h2 id="suivre" class="fr-h4">
        Être prévenu
      </h2>
      <ul>
        <li>
          <a href="/abonnements">Par courriel</a>, service par service.
        </li>
        <li>
          Dans votre lecteur de flux&nbsp;: <a href="/incidents.atom">incidents (Atom)</a>.
        </li>
        <li>
          Dans votre agenda&nbsp;: <a href="/maintenances.ics">maintenances (iCalendar)</a>.
        </li>
        <li>
          Dans vos outils&nbsp;: <a href="/incidents.json">incidents et maintenances (JSON)</a>.
        </li>
      </ul>
    </section>
  );
}
