import type { FinDeJeton } from '../../../jetons/echeances/lecture.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { jetonTrail } from './addresses.ts';
import { NoticeLog } from './notice-log.tsx';
import { AskWhoMay, WaysToRenew } from './ways-to-renew.tsx';
import { etatWords } from './words.ts';

export interface RenewalPageProps {
  readonly frame: Frame;
  readonly fin: FinDeJeton;
  /** Whether the operator lets tokens be prolonged. */
  readonly prolongation: boolean;
  readonly done: string | null;
  readonly refusal?: string;
}

/** When a token ends, how it is renewed, who was told. */
export function renewalPage({ frame, fin, prolongation, done, refusal }: RenewalPageProps): JSX.Element {
  const { jeton, situation } = fin;
  return (
    <Layout
      frame={frame}
      title={`Renouvellement – ${jeton.sujet}`}
      here="Renouvellement"
      isError={refusal !== undefined}
      trail={jetonTrail(jeton)}
    >
      <h1 safe>{jeton.sujet}</h1>
      <JetonTabs jti={jeton.jti} current="/renouveler" />
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <End fin={fin} />
      {situation.remplace_par === null ? '' : <Replaced fin={fin} />}
      {situation.remplace_par !== null ? (
        ''
      ) : jeton.qualite === 'demandeur' ? (
        <WaysToRenew fin={fin} prolongation={prolongation} />
      ) : (
        <AskWhoMay fin={fin} />
      )}
      <NoticeLog fin={fin} />
    </Layout>
  );
}

function End({ fin: { jeton, etat, jours, situation } }: { fin: FinDeJeton }): JSX.Element {
  const { expire_le, revoque_le, banni_le } = jeton;
  const { tone, label } = etatWords[etat];
  const withdrawn = revoque_le ?? banni_le;
  return (
    <>
      <h2>La fin de ce jeton</h2>
      <dl class="fiche">
        <dt>État</dt>
        <dd>
          <Badge tone={tone} label={label} />
        </dd>
        <dt>Fin</dt>
        <dd>
          <strong safe>{dateTimeOf(expire_le)}</strong>
          <span safe>{etat === 'expire' || etat === 'retire' ? '' : ` (${daysLeft(jours)})`}</span>
        </dd>
        {withdrawn === null ? (
          ''
        ) : (
          <>
            <dt>{etat === 'retire' ? 'Refusé depuis' : 'Retrait prévu'}</dt>
            <dd safe>{dateTimeOf(withdrawn)}</dd>
          </>
        )}
        <dt>Habilitation</dt>
        <dd safe>{jeton.habilitation_numero}</dd>
        <dt>Demandé par</dt>
        <dd safe>{situation.demandeur_nom}</dd>
      </dl>
    </>
  );
}

function daysLeft(jours: number): string {
  return jours <= 1 ? 'dans moins de 24\u00a0heures' : `dans ${jours}\u00a0jours`;
}

function Replaced({ fin: { jeton, etat, successeur } }: { fin: FinDeJeton }): JSX.Element {
  const works = etat !== 'expire' && etat !== 'retire';
  return (
    <Alert kind="info" title="Ce jeton est remplacé">
      {works ? (
        <p
          safe
        >{`Un nouveau jeton fonctionne déjà. Celui-ci va jusqu’à sa fin, le ${dateTimeOf(jeton.expire_le)}\u00a0: mettez le nouveau en place avant.`}</p>
      ) : (
        <p>Il ne fonctionne plus&nbsp;: le nouveau a pris sa suite.</p>
      )}
      {successeur === null ? (
        ''
      ) : (
        <p>
          <a href={`/compte/jetons/${successeur.jti}`} safe>
            {`Le nouveau jeton, jusqu’au ${dateTimeOf(successeur.expire_le)}`}
          </a>
        </p>
      )}
    </Alert>
  );
}
