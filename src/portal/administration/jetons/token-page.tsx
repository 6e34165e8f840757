import type { Children } from '@kitajs/html';
import { spacedSiret } from '../../../core/identifiers/spaced.ts';
import type { FicheJeton } from '../../../jetons/rotation/registre.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { JetonState, shortJti } from '../../shared/jeton-state.tsx';
import { Alert } from '../../views/alert.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Calls } from './calls-section.tsx';
import { aboveTokens, addressOf, type Done, doneSentences, LIST } from './words.ts';

interface TokenPageProps {
  readonly frame: Frame;
  readonly fiche: FicheJeton;
  readonly done: Done | null;
  /** Why what was asked is not done. */
  readonly refusal?: string;
}

export function tokenPage({ frame, fiche, done, refusal }: TokenPageProps): JSX.Element {
  const { jeton } = fiche;
  return (
    <Layout
      frame={frame}
      title={`Jeton « ${jeton.sujet} »`}
      isError={refusal !== undefined}
      trail={[...aboveTokens, [LIST, 'Jetons']]}
    >
      <h1 safe>{`Jeton « ${jeton.sujet} »`}</h1>
      {done === null ? '' : <Alert kind="success" title={doneSentences[done]} fresh />}
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        <JetonState etat={fiche.etat} /> <span safe>{withdrawalWords(fiche)}</span>
      </p>
      <Identity fiche={fiche} />
      <Acts fiche={fiche} />
      <Calls fiche={fiche} />
    </Layout>
  );
}

function withdrawalWords({ etat, jeton, retrait }: FicheJeton): string {
  const le = jeton.revoque_le ?? jeton.banni_le;
  if (le === null || (etat !== 'retire' && etat !== 'retrait_prevu')) return '';
  const when = etat === 'retire' ? `Refusé depuis le ${dateTimeOf(le)}` : `Il fonctionne jusqu’au ${dateTimeOf(le)}`;
  if (retrait === null) return `${when}, avec son habilitation.`;
  const decided = `${when}. Décidé par ${retrait.origine === 'demandeur' ? 'son demandeur' : 'un exploitant'} le ${dateTimeOf(retrait.decide_le)}`;
  return retrait.raison === '' ? `${decided}.` : `${decided} : « ${retrait.raison} ».`;
}

function Identity({ fiche: { jeton, remplace } }: { fiche: FicheJeton }): JSX.Element {
  const { demande, demandeur, siret, remplace_par } = jeton;
  return (
    <dl class="fiche fiche-pliante">
      <Line term="Numéro (jti)">
        <code safe>{jeton.jti}</code>
      </Line>
      <Line term="Demandeur">
        {demandeur === null ? (
          'Aucun : créé en ligne de commande, ou sa demande est oubliée'
        ) : (
          <a href={`/administration/comptes/${demandeur}`} safe>
            {`${jeton.demandeur_nom ?? ''} (${jeton.demandeur_email ?? ''})`}
          </a>
        )}
      </Line>
      <Line term="Organisation">
        <span safe>
          {[jeton.organisation, siret === null ? null : spacedSiret(siret)].filter(Boolean).join(', ') || 'Aucune'}
        </span>
      </Line>
      <Line term="Demande">
        {demande === null ? (
          'Aucune'
        ) : (
          <a href={`/instruction/demandes/${demande}`} safe>
            {`${jeton.demande_numero ?? ''}, habilitation ${jeton.habilitation_numero ?? ''}`}
          </a>
        )}
      </Line>
      <Line term="Délivré le">
        <span safe>{dateTimeOf(jeton.cree_le)}</span>
      </Line>
      <Line term="Fin">
        <span safe>{dateTimeOf(jeton.expire_le)}</span>
      </Line>
      <Line term="Droits">
        {jeton.roles.length === 0
          ? 'Aucun'
          : jeton.roles.map((role) => (
              <>
                <code safe>{role}</code>{' '}
              </>
            ))}
      </Line>
      {jeton.usage === 'preremplissage_ouvert' ? (
        <Line term="Usage">Pré-remplissage ouvert à tous&nbsp;: données ouvertes seulement</Line>
      ) : (
        ''
      )}
      {remplace_par ? <Neighbour term="Remplacé par" jti={remplace_par} /> : ''}
      {remplace === null ? '' : <Neighbour term="Prend la place de" jti={remplace} />}
    </dl>
  );
}

function Acts({ fiche: { jeton, revocable, pasRetabli } }: { fiche: FicheJeton }): JSX.Element {
  return (
    <>
      <h2>Agir</h2>
      {revocable || pasRetabli === null ? (
        <ul class="fr-btns-group fr-btns-group--inline">
          {revocable ? <ActLink href={addressOf(jeton.jti, '/revoquer')} label="Révoquer le jeton" /> : ''}
          {pasRetabli === null ? (
            <ActLink href={addressOf(jeton.jti, '/retablir')} label="Annuler la révocation" />
          ) : (
            ''
          )}
        </ul>
      ) : (
        <p safe>{`Rien n’est à faire. ${pasRetabli}`}</p>
      )}
      <p>
        <a class="fr-link" href={`/administration/journal?${new URLSearchParams({ q: jeton.jti })}`}>
          Ce que les administrateurs ont fait sur ce jeton
        </a>
      </p>
    </>
  );
}

function Line({ term, children }: { term: string; children?: Children }): JSX.Element {
  return (
    <>
      <dt safe>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Neighbour({ term, jti }: { term: string; jti: string }): JSX.Element {
  return (
    <Line term={term}>
      <a href={addressOf(jti)} safe>
        {shortJti(jti)}
      </a>
    </Line>
  );
}

function ActLink({ href, label }: { href: string; label: string }): JSX.Element {
  return (
    <li>
      <a class="fr-btn fr-btn--secondary" href={href} safe>
        {label}
      </a>
    </li>
  );
}
