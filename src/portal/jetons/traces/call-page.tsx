import type { Children } from '@kitajs/html';
import type { Service } from '../../../jetons/consommation/compteurs.ts';
import type { Explication, Responsable } from '../../../jetons/traces/explication.ts';
import type { JetonVu } from '../../../records/jetons-de-compte.ts';
import type { Trace } from '../../../records/traces.ts';
import { declared, momentOf, statutSentences, statutTone, statutWords } from '../../shared/call-words.ts';
import { spanOf } from '../../shared/dates.ts';
import { inlineText } from '../../shared/inline-text.ts';
import { Badge } from '../../views/badge.tsx';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { accountTrail, serviceName } from '../consommation/words.ts';
import { avertissementWords, tracesOf } from './words.ts';

interface CallPageProps {
  readonly frame: Frame;
  readonly jeton: JetonVu;
  readonly trace: Trace;
  readonly explication: Explication;
  readonly services: readonly Service[];
}

/** One call in words: what was asked, what was answered, whose fault, what to do. */
export function callPage(props: CallPageProps): JSX.Element {
  const { frame, jeton, trace } = props;
  const { jti, sujet } = jeton;
  const address = tracesOf(jti);
  return (
    <Layout
      frame={frame}
      title={`Un appel expliqué – ${sujet}`}
      here="Un appel expliqué"
      trail={[...accountTrail, ['/compte/jetons', 'Mes jetons'], [`/compte/jetons/${jti}`, sujet], [address, 'Traces']]}
    >
      <h1>Un appel expliqué</h1>
      <JetonTabs jti={jti} current="/traces" />
      <p>
        <Badge tone={statutTone(trace.statut)} label={statutWords(trace.statut)} />
      </p>
      <Answer {...props} />
      <Asked {...props} />
      <p>
        <a class="fr-link" href={address}>
          Toutes les traces de ce jeton
        </a>
      </p>
    </Layout>
  );
}

const responsables: Readonly<Record<Responsable, string>> = {
  personne: 'Personne : c’est une réponse, pas une panne.',
  vous: 'Votre logiciel, ou votre habilitation : l’appel est à corriger.',
  fournisseur: 'Le fournisseur de la donnée. Ni votre jeton ni votre logiciel ne sont en cause.',
  nous: 'Nous. Ni votre jeton ni votre logiciel ne sont en cause.',
};

function Answer({ trace, explication, services }: CallPageProps): JSX.Element {
  const { what, wayOut } = statutSentences(trace.statut);
  const { code, responsable } = explication;
  return (
    <section aria-labelledby="reponse">
      <h2 id="reponse">Ce qui s’est passé</h2>
      <dl class="fiche fiche-pliante">
        <Row label="Réponse">
          {inlineText(`${trace.statut} : ${what === '' ? 'un code que nous n’employons plus.' : what}`)}
        </Row>
        {code === null ? (
          ''
        ) : (
          <Row label="Code d’erreur">
            <code safe>{code.code}</code> <span safe>{codeWords(code)}</span>
          </Row>
        )}
        <Row label="De qui cela vient">
          <span safe>{responsables[responsable]}</span>
        </Row>
        <Row label="Le fournisseur">
          <span safe>
            {trace.statut_fournisseur === null
              ? 'N’a pas été interrogé, ou n’a rien répondu.'
              : `A répondu ${trace.statut_fournisseur}, par HTTP.`}
          </span>
        </Row>
        <Row label="Durée">
          <span
            safe
          >{`${new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 }).format(trace.duree_ms)}\u00A0ms`}</span>
        </Row>
        <Row label="Que faire">{inlineText(wayOut === '' ? 'Rien.' : wayOut)}</Row>
        {trace.avertissements.length === 0 ? (
          ''
        ) : (
          <Row label="Avertissements">
            <span safe>{trace.avertissements.map(avertissementWords).join(' ')}</span>
          </Row>
        )}
      </dl>
      <Known explication={explication} service={serviceName(trace.endpoint, services)} />
    </section>
  );
}

function codeWords({ texte, fournisseur }: NonNullable<Explication['code']>): string {
  if (texte !== null) return `${texte.title}. ${texte.sentence}`;
  return fournisseur === null ? '' : `Un refus propre à ce fournisseur (${fournisseur}).`;
}

/** What was published of the service then. */
function Known({
  explication: { incidents, maintenances },
  service,
}: {
  explication: Explication;
  service: string;
}): JSX.Element {
  if (incidents.length + maintenances.length === 0)
    return <p safe>{`Aucun incident ni maintenance n’était publié à ce moment pour ce service (${service}).`}</p>;
  return (
    <>
      <p safe>{`Publié à ce moment pour ce service (${service}) :`}</p>
      <ul>
        {incidents.map(({ id, titre }) => (
          <li>
            Incident&nbsp;:{' '}
            <a href={`/incidents/${id}`} safe>
              {titre}
            </a>
          </li>
        ))}
        {maintenances.map(({ titre, debut, fin }) => (
          <li safe>{`Maintenance : ${titre}, ${spanOf(debut, fin)}`}</li>
        ))}
      </ul>
    </>
  );
}

function Asked({ trace, services, explication: { agent } }: CallPageProps): JSX.Element {
  const { recu_le, endpoint, identifiant, adresse, context, recipient, object, user_id, request_id } = trace;
  const given = (text: string | null) =>
    text === null ? 'Non lu : l’appel a été refusé avant' : declared(text, 'Non donné');
  return (
    <section class="fr-mt-4w" aria-labelledby="demande">
      <h2 id="demande">Ce qui a été demandé</h2>
      <dl class="fiche fiche-pliante">
        <Row label="Reçu le">
          <time datetime={recu_le.toISOString()} safe>
            {momentOf(recu_le)}
          </time>
        </Row>
        <Row label="Service">
          <span safe>{serviceName(endpoint, services)}</span>{' '}
          <code safe>{endpoint === '' ? '/v2' : `/v2/${endpoint}`}</code>
        </Row>
        <Row label="Identifiant">
          <span safe>{given(identifiant)}</span>
        </Row>
        <Row label="Depuis l’adresse">
          <code safe>{adresse}</code>
        </Row>
        <Row label="Cadre (context)">
          <span safe>{given(context)}</span>
        </Row>
        <Row label="Bénéficiaire (recipient)">
          <span safe>{given(recipient)}</span>
        </Row>
        <Row label="Objet (object)">
          <span safe>{given(object)}</span>
        </Row>
        {agent === null ? (
          ''
        ) : (
          <Row label="Consulté sur le site par">
            <span safe>{agent}</span>
          </Row>
        )}
        {user_id === null ? (
          ''
        ) : (
          <Row label="Usager (user_id)">
            <span safe>{given(user_id)}</span>
          </Row>
        )}
        <Row label="Identifiant de l’appel">
          <code safe>{request_id}</code>
        </Row>
      </dl>
    </section>
  );
}

function Row({ label, children }: { label: string; children?: Children }): JSX.Element {
  return (
    <>
      <dt safe>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
