import type { Regles } from '../../../jetons/consommation/compteurs.ts';
import type { Consommation, JetonConsomme } from '../../../jetons/consommation/lecture.ts';
import type { JetonVu } from '../../../records/jetons-de-compte.ts';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';
import { Addresses } from './addresses-table.tsx';
import { Gauge } from './gauge.tsx';
import { WindowRules } from './rules.tsx';
import { accountTrail, BANNISSEMENT, CONSOMMATION, counted, groupName, secondOf } from './words.ts';

interface PageProps {
  readonly frame: Frame;
  readonly consommation: Consommation;
  readonly regles: Regles;
}

const head = <link rel="stylesheet" href="/statique/consommation.css" />;

/** Of all the tokens that one looks after. */
export function consumptionPage({ frame, consommation, regles }: PageProps): JSX.Element {
  const { jetons, page, pages, finis } = consommation;
  return (
    <Layout
      frame={frame}
      title="Consommation – Mon compte"
      here="Consommation"
      path={CONSOMMATION}
      trail={accountTrail}
      head={head}
    >
      <h1>Consommation</h1>
      <Fresh now={consommation.maintenant} href={page === 1 ? CONSOMMATION : `${CONSOMMATION}?page=${page}`} />
      {jetons.length === 0 ? (
        <NoToken finis={finis} />
      ) : (
        jetons.map((one) => <Token one={one} now={consommation.maintenant} />)
      )}
      <Pagination of="jetons" page={page} pages={pages} href={(to) => `${CONSOMMATION}?page=${to}`} />
      {jetons.length > 0 && finis > 0 ? (
        <p
          safe
        >{`${counted(finis, 'jeton')} qui ne ${finis > 1 ? 'fonctionnent' : 'fonctionne'} plus n’${finis > 1 ? 'ont' : 'a'} pas de jauge.`}</p>
      ) : (
        ''
      )}
      <Rest consommation={consommation} regles={regles} />
    </Layout>
  );
}

/** Of one token. */
export function tokenConsumptionPage({
  frame,
  consommation,
  regles,
  jeton,
}: PageProps & { readonly jeton: JetonVu }): JSX.Element {
  const [one] = consommation.jetons;
  const { jti, sujet } = jeton;
  const overview = `/compte/jetons/${jti}`;
  return (
    <Layout
      frame={frame}
      title={`Consommation – ${sujet}`}
      here="Consommation"
      trail={[...accountTrail, ['/compte/jetons', 'Mes jetons'], [overview, sujet]]}
      head={head}
    >
      <h1 safe>{sujet}</h1>
      <JetonTabs jti={jti} current="/consommation" />
      <Fresh now={consommation.maintenant} href={`${overview}/consommation`} />
      {one === undefined ? (
        <p>Ce jeton ne fonctionne plus&nbsp;: il ne consomme rien.</p>
      ) : (
        <Gauges one={one} now={consommation.maintenant} caption="Fenêtres en cours de ce jeton" />
      )}
      <Rest consommation={consommation} regles={regles} />
    </Layout>
  );
}

function Fresh({ now, href }: { now: Date; href: string }): JSX.Element {
  return (
    <p>
      <span safe>{`Compté à ${secondOf(now)}.`}</span> <a href={href}>Actualiser</a>
    </p>
  );
}

function NoToken({ finis }: { finis: number }): JSX.Element {
  return finis > 0 ? (
    <p>
      Aucun de vos jetons ne fonctionne plus. <a href="/compte/jetons">Voir mes jetons</a>
    </p>
  ) : (
    <p>
      Vous n’avez pas encore de jeton&nbsp;: il est délivré quand votre demande est acceptée.{' '}
      <a href="/compte/demandes">Mes demandes d’accès</a>
    </p>
  );
}

function Token({ one, now }: { one: JetonConsomme; now: Date }): JSX.Element {
  const { jti, sujet, habilitation_numero } = one.jeton;
  return (
    <section aria-labelledby={`jeton-${jti}`}>
      <h2 class="fr-h4 fr-mb-1w" id={`jeton-${jti}`}>
        <a href={`/compte/jetons/${jti}/consommation`} safe>
          {sujet}
        </a>
      </h2>
      <p class="fr-text--sm fr-mb-1w" safe>{`Habilitation ${habilitation_numero}`}</p>
      <Gauges one={one} now={now} caption={`Fenêtres en cours : ${sujet}`} />
    </section>
  );
}

function Gauges({ one, now, caption }: { one: JetonConsomme; now: Date; caption: string }): JSX.Element {
  return (
    <>
      <Table caption={caption} columns={['Groupe', 'Fenêtre en cours', 'Ce qui y compte']} folds>
        <tbody>
          {one.jauges.map((jauge) => (
            <tr>
              <th scope="row" safe>
                {groupName(jauge)}
              </th>
              <td data-colonne="Fenêtre en cours">
                <Gauge jauge={jauge} label={`${groupName(jauge)} : ${one.jeton.sujet}`} now={now} />
              </td>
              <td data-colonne="Ce qui y compte">
                <What jauge={jauge} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {one.refus === 0 ? (
        <p>Aucun appel refusé (429) depuis 24 heures.</p>
      ) : (
        <p>
          <strong safe>{`${counted(one.refus, 'appel refusé', 'appels refusés')} (429) depuis 24 heures.`}</strong>{' '}
          <a href={BANNISSEMENT}>
            Lesquels<span class="fr-sr-only" safe>{` avec le jeton ${one.jeton.sujet}`}</span>
          </a>
        </p>
      )}
    </>
  );
}

/** The services of a group; folded when they are many. */
function What({ jauge: { nom, services } }: { jauge: JetonConsomme['jauges'][number] }): JSX.Element {
  const titles = [
    ...services.map(({ title }) => title),
    ...(nom === 'json' ? ['Droits du jeton (/v2/privileges)'] : []),
  ];
  if (titles.length <= 2) return <span safe>{titles.join(', ')}</span>;
  return (
    <details>
      <summary safe>{counted(titles.length, 'service')}</summary>
      <ul>
        {titles.map((title) => (
          <li safe>{title}</li>
        ))}
      </ul>
    </details>
  );
}

function Rest({ consommation, regles }: Pick<PageProps, 'consommation' | 'regles'>): JSX.Element {
  return (
    <>
      <h2>Adresses qui appellent</h2>
      <Addresses consommation={consommation} />
      <h2>Les limites, en mots</h2>
      <WindowRules regles={regles} />
      <p>
        <a class="fr-link" href={BANNISSEMENT}>
          Refus et bannissements
        </a>
      </p>
    </>
  );
}
