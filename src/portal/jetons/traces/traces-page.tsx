import { conservation, dureeEnMots } from '../../../core/conservation.ts';
import type { Endpoint } from '../../../core/endpoint.ts';
import type { Trouvailles } from '../../../jetons/traces/recherche.ts';
import type { JetonVu } from '../../../records/jetons-de-compte.ts';
import type { Attente } from '../../shared/attente.ts';
import { momentOf } from '../../shared/call-words.ts';
import { byProvider } from '../../shared/service-lists.ts';
import { Alert } from '../../views/alert.tsx';
import { ErrorSummary } from '../../views/error-summary.tsx';
import { Field, Select } from '../../views/fields.tsx';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { accountTrail } from '../consommation/words.ts';
import { JustificationNotice } from '../justifications/notice.tsx';
import { CallsTable } from './calls-table.tsx';
import { type SearchAsked, searchAddress } from './search-form.ts';
import { tracesOf } from './words.ts';

interface TracesPageProps {
  readonly frame: Frame;
  readonly jeton: JetonVu;
  readonly endpoints: readonly Endpoint[];
  readonly asked: SearchAsked;
  /** Null when nothing was looked for: what was asked is to be mended. */
  readonly found: Trouvailles | null;
  readonly demandees: readonly Attente[];
}

/** « Who called, for whom, and what was answered? » */
export function tracesPage(props: TracesPageProps): JSX.Element {
  const { frame, jeton, asked, found, demandees } = props;
  const { jti, sujet } = jeton;
  return (
    <Layout
      frame={frame}
      title={`Traces – ${sujet}`}
      here="Traces"
      isError={found === null}
      trail={[...accountTrail, ['/compte/jetons', 'Mes jetons'], [`/compte/jetons/${jti}`, sujet]]}
    >
      <h1 safe>{sujet}</h1>
      <JetonTabs jti={jti} current="/traces" />
      <JustificationNotice demandees={demandees} />
      <ErrorSummary errors={asked.errors} />
      <p class="colonne" safe>
        {`Chaque appel fait avec ce jeton est gardé ${dureeEnMots('trace')} : qui, quoi, pour qui, pourquoi. Ni le jeton ni la réponse ne le sont. Un appel paraît ici dans la minute.`}
      </p>
      <SearchForm {...props} />
      {found === null ? '' : <Found {...props} found={found} />}
    </Layout>
  );
}

function SearchForm({ jeton, endpoints, asked: { values, errors } }: TracesPageProps): JSX.Element {
  const field = (name: keyof typeof values) => ({ name, value: values[name], error: errors[name], plain: true });
  return (
    <form class="filtre" action={tracesOf(jeton.jti)} method="get">
      <Field {...field('du')} label="Du" type="date" />
      <Field {...field('au')} label="Au" type="date" />
      <Select
        {...field('service')}
        label="Service"
        nothing="Tous"
        groups={byProvider(endpoints).map(({ provider, services }) => ({
          title: provider,
          options: services.map(({ name, title }) => [name, title]),
        }))}
      />
      <Field {...field('identifiant')} label="SIREN, SIRET ou autre identifiant" />
      <Field {...field('recipient')} label="Bénéficiaire (recipient)" />
      <Field {...field('object')} label="Objet (object), ou une partie" />
      <Field {...field('code')} label="Code HTTP, ou code d’erreur" />
      <Field {...field('request_id')} label="Identifiant de l’appel (X-Request-Id)" />
      <button class="fr-btn" type="submit">
        Chercher
      </button>
    </form>
  );
}

function Found(props: TracesPageProps & { readonly found: Trouvailles }): JSX.Element {
  const { jeton, endpoints, asked, found } = props;
  const path = tracesOf(jeton.jti);
  const { traces, suite, arretee } = found;
  return (
    <>
      {traces.length === 0 && !arretee ? <Nothing asked={asked} path={path} /> : ''}
      {traces.length === 0 ? (
        ''
      ) : (
        <CallsTable caption="Appels, le plus récent d’abord" jti={jeton.jti} traces={traces} services={endpoints} />
      )}
      {arretee ? <Stopped {...props} /> : ''}
      {suite === null || arretee ? (
        ''
      ) : (
        <Next href={searchAddress(path, asked.values, suite)} label="Appels plus anciens" />
      )}
      {asked.after === null ? '' : <Next href={searchAddress(path, asked.values)} label="Revenir aux plus récents" />}
      {traces.length === 0 ? (
        ''
      ) : (
        <p>
          <a class="fr-link" href={searchAddress(`${path}.csv`, asked.values)}>
            Télécharger tout ce qui correspond à cette recherche (CSV)
          </a>
        </p>
      )}
    </>
  );
}

function Next({ href, label }: { href: string; label: string }): JSX.Element {
  return (
    <p>
      <a class="fr-link" href={href} safe>
        {label}
      </a>
    </p>
  );
}

function Nothing({ asked, path }: { asked: SearchAsked; path: string }): JSX.Element {
  if (asked.after !== null) return <p>Aucun appel plus ancien ne correspond.</p>;
  const isAll = searchAddress(path, asked.values) === path;
  return isAll ? (
    <p class="avis colonne" safe>
      {`Aucun appel n’a été fait avec ce jeton depuis ${conservation.trace.mois} mois.`}
    </p>
  ) : (
    <p class="avis colonne">
      Aucun appel ne correspond. Élargissez la période, ou retirez un critère&nbsp;: <a href={path}>tous les appels</a>.
    </p>
  );
}

/** The search gave up: how far it got, and how to make it shorter. */
function Stopped({ jeton, asked, found }: TracesPageProps & { readonly found: Trouvailles }): JSX.Element {
  const { suite } = found;
  return (
    <Alert kind="warning" title="La recherche s’est arrêtée avant la fin">
      <p safe>
        {suite === null
          ? 'Elle prenait trop de temps : rien n’a encore pu être regardé. Choisissez une période plus courte (« Du », « Au »), puis réessayez.'
          : `Ce jeton a beaucoup appelé : elle a été faite jusqu’au ${momentOf(suite.recu_le)}, en remontant. Choisissez une période plus courte (« Du », « Au »), ou continuez.`}
      </p>
      {suite === null ? (
        ''
      ) : (
        <Next href={searchAddress(tracesOf(jeton.jti), asked.values, suite)} label="Continuer à partir de là" />
      )}
    </Alert>
  );
}
