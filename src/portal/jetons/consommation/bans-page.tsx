import {
  BANNISSEMENTS_JOURS,
  type BannissementExplique,
  type Bannissements,
  REFUS_JOURS,
} from '../../../jetons/consommation/bannissements.ts';
import type { Regles } from '../../../jetons/consommation/compteurs.ts';
import { dateTimeOf, hourOf, lengthOf } from '../../shared/dates.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';
import { BanRules, WhatToDo } from './rules.tsx';
import { accountTrail, BANNISSEMENT, CONSOMMATION, counted, duration, serviceName } from './words.ts';

interface BansPageProps {
  readonly frame: Frame;
  readonly lu: Bannissements;
  readonly regles: Regles;
}

/** « Am I banned, since when, why, until when », then what was refused. */
export function bansPage({ frame, lu, regles }: BansPageProps): JSX.Element {
  const now = lu.maintenant;
  const current = lu.bannissements.filter(({ enCours }) => enCours);
  const past = lu.bannissements.filter(({ enCours }) => !enCours);
  return (
    <Layout
      frame={frame}
      title="Refus et bannissements – Mon compte"
      here="Refus et bannissements"
      path={BANNISSEMENT}
      trail={accountTrail}
    >
      <h1>Refus et bannissements</h1>
      {lu.ici === null ? '' : <Here lu={lu} now={now} />}
      <h2>En ce moment</h2>
      {current.length === 0 ? (
        <p>Aucune des adresses qui appellent avec vos jetons n’est bannie.</p>
      ) : (
        <>
          <Bans bans={current} regles={regles} now={now} />
          <h3>Que faire</h3>
          <WhatToDo />
        </>
      )}
      <h2>Appels refusés (429)</h2>
      <Refused lu={lu} regles={regles} />
      <h2>{`Bannissements passés, depuis ${BANNISSEMENTS_JOURS} jours`}</h2>
      {past.length === 0 ? <p>Aucun.</p> : <Bans bans={past} regles={regles} now={now} />}
      <h2>La règle</h2>
      <BanRules regles={regles} />
      {current.length === 0 ? (
        <>
          <h3>Que faire pour ne pas l’être</h3>
          <WhatToDo />
        </>
      ) : (
        ''
      )}
      <p>
        <a class="fr-link" href={CONSOMMATION}>
          Ma consommation en ce moment
        </a>
      </p>
    </Layout>
  );
}

/** The reader's own address, which may be that of his programme. */
function Here({ lu: { ici }, now }: { lu: Bannissements; now: Date }): JSX.Element {
  if (ici === null) return '';
  return (
    <Alert kind="error" title="L’adresse d’où vous lisez cette page est bannie">
      <p>
        <span
          safe
        >{`${ici.adresse} : l’API ne lui répond plus jusqu’au ${dateTimeOf(ici.fin)} (${remaining(ici.fin, now)}).`}</span>{' '}
        Ce site, lui, lui reste ouvert.
      </p>
    </Alert>
  );
}

function Bans({
  bans,
  regles,
  now,
}: {
  bans: readonly BannissementExplique[];
  regles: Regles;
  now: Date;
}): JSX.Element {
  return (
    <ul class="liste-incidents">
      {bans.map((ban) => (
        <li class={`incident ${ban.enCours ? 'incident-critique' : 'incident-mineure'}`}>
          <h3 class="fr-h6 fr-mb-1w">
            <span safe>{`Adresse ${ban.adresse}`}</span>{' '}
            <Badge tone={ban.enCours ? 'error' : 'plain'} label={ban.enCours ? 'Bannie' : 'Terminé'} />
          </h3>
          <dl class="fiche fiche-pliante fr-mb-0">
            <dt>Fin</dt>
            <dd>
              <strong safe>{`Le ${dateTimeOf(ban.fin)}`}</strong>
              <span>{ban.enCours ? ` (${remaining(ban.fin, now)})` : ''}</span>
            </dd>
            <dt>Minute en cause</dt>
            <dd safe>{`Le ${dateTimeOf(ban.debut)}`}</dd>
            <dt>Cause</dt>
            <dd safe>{causeOf(ban, regles)}</dd>
            <dt>Avec vos jetons</dt>
            <dd safe>{shareOf(ban, regles)}</dd>
            <dt>Jetons qui appellent de là</dt>
            <dd safe>{ban.jetons.map(({ sujet }) => sujet).join(', ')}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}

function causeOf({ motif }: BannissementExplique, { plafond, bannissement }: Regles): string {
  if (motif === 'plafond') return `Plus de ${plafond.limite} requêtes en ${duration(plafond.fenetreMs)}.`;
  const { nombre, fenetreMs } = bannissement.refus;
  return `Plus de ${counted(nombre, 'réponse')} 429 en ${duration(fenetreMs)}, sans que l’adresse s’arrête.`;
}

/** What came from one's own tokens, minute by minute: an address may be shared. */
function shareOf({ motif, minutes }: BannissementExplique, { plafond }: Regles): string {
  const total = minutes.reduce((sum, { nombre }) => sum + nombre, 0);
  if (total === 0)
    return 'Aucun des appels en cause : ils venaient d’autres jetons, ou d’appels sans jeton valable, de la même adresse.';
  if (motif === 'plafond') return `${counted(total, 'appel')} pendant les ${duration(plafond.fenetreMs)} en cause.`;
  const [only, ...others] = minutes;
  if (only !== undefined && others.length === 0) return `${counted(total, 'refus', 'refus')} à ${hourOf(only.minute)}.`;
  const each = minutes.map(({ minute, nombre }) => `${nombre} à ${hourOf(minute)}`).join(', ');
  return `${counted(total, 'refus', 'refus')} : ${each}.`;
}

const remaining = (end: Date, now: Date) => `encore ${lengthOf(end.getTime() - now.getTime())}`;

function Refused({ lu: { refus, jetons, refusDuJour }, regles }: { lu: Bannissements; regles: Regles }): JSX.Element {
  if (refus.items.length === 0)
    return <p>{`Aucun appel refusé depuis ${REFUS_JOURS} jours. Un refus paraît ici dans la minute.`}</p>;
  const services = regles.compteurs.flatMap((compteur) => compteur.services);
  const subjects = new Map(jetons.map(({ jti, sujet }) => [jti, sujet]));
  return (
    <>
      <p safe>{`${counted(refusDuJour, 'appel refusé', 'appels refusés')} depuis 24 heures.`}</p>
      <Table
        caption={`Minute par minute, depuis ${REFUS_JOURS} jours`}
        columns={['Minute', 'Refus', 'Service', 'Adresse', 'Jeton']}
        folds
      >
        <tbody>
          {refus.items.map(({ minute, nombre, endpoint, adresse, jti }) => (
            <tr>
              <td data-colonne="Minute" safe>
                {dateTimeOf(minute)}
              </td>
              <td data-colonne="Refus" safe>
                {String(nombre)}
              </td>
              <td data-colonne="Service" safe>
                {serviceName(endpoint, services)}
              </td>
              <td data-colonne="Adresse">
                <code safe>{adresse}</code>
              </td>
              <td data-colonne="Jeton">
                <a href={`/compte/jetons/${jti}/consommation`} safe>
                  {subjects.get(jti) ?? jti}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Pagination of="refus" page={refus.page} pages={refus.pages} href={(to) => `${BANNISSEMENT}?page=${to}`} />
    </>
  );
}
