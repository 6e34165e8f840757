import { longDay } from '../shared/days.ts';
import { titleAt } from '../shared/site-map.ts';
import { WrittenText } from '../shared/written-text.tsx';
import { Alert } from '../views/alert.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Summary } from '../views/summary.tsx';
import type { CguVersion } from './cgu.ts';

interface CguPageProps {
  readonly frame: Frame;
  readonly versions: readonly [CguVersion, ...CguVersion[]];
  /** Asked by its own address; absent, the one in force. */
  readonly asked?: CguVersion;
}

/** The terms of use in force, or those of another day, which say so. */
export function cguPage({ frame, versions, asked }: CguPageProps): JSX.Element {
  const shown = asked ?? versions[0];
  const name = titleAt('/cgu');
  const title = asked === undefined ? name : `${name} du ${longDay(asked.version)}`;
  return (
    <Layout
      frame={frame}
      title={title}
      path="/cgu"
      trail={
        asked === undefined
          ? [['/', 'Accueil']]
          : [
              ['/', 'Accueil'],
              ['/cgu', name],
            ]
      }
    >
      <h1 safe>{title}</h1>
      {shown === versions[0] ? (
        <p class="fr-text--lead" safe>{`Version en vigueur, du ${longDay(shown.version)}.`}</p>
      ) : (
        <Alert kind="warning" title="Cette version a été remplacée">
          <p>
            <a href="/cgu">Lire la version en vigueur</a>
          </p>
        </Alert>
      )}
      <Summary entries={shown.text.parts} />
      <WrittenText text={shown.text} />
      <section class="redaction">
        <h2 id="versions">Versions</h2>
        <ul>
          {versions.map(({ version, changes }) => (
            <li>
              <a href={`/cgu/${version}`} safe>
                {longDay(version)}
              </a>
              {' : '}
              <span safe>{changes}</span>
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}
