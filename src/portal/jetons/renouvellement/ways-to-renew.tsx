import { tokenLifeMonths } from '../../../core/terms.ts';
import type { FinDeJeton } from '../../../jetons/echeances/lecture.ts';
import { prolongationOf } from './addresses.ts';
import { empechementSentences, suiteSentences } from './words.ts';

/** What whoever asked for a token may do before it ends: the shortest way first. */
export function WaysToRenew({ fin, prolongation }: { fin: FinDeJeton; prolongation: boolean }): JSX.Element {
  const isShort = prolongation && fin.empechement === null;
  return (
    <>
      <h2>Renouveler</h2>
      <div class="colonne">
        <p>
          Un nouveau jeton fonctionne dès qu’il est remis, à côté de celui-ci, qui va jusqu’à sa fin&nbsp;: mettez-le en
          place avant, et rien ne s’arrête.
        </p>
        {prolongation ? <Prolong fin={fin} /> : ''}
        {prolongation ? <h3>Si quelque chose a changé</h3> : ''}
        <ByRequest fin={fin} isOnlyWay={!prolongation} isMain={!isShort} />
      </div>
    </>
  );
}

function Prolong({ fin: { jeton, empechement } }: { fin: FinDeJeton }): JSX.Element {
  return (
    <>
      <h3>Si rien n’a changé&nbsp;: une minute</h3>
      {empechement === null ? (
        <>
          <p>{`Trois questions, une confirmation, et un nouveau jeton de ${tokenLifeMonths} mois, aux mêmes droits, vous est remis aussitôt.`}</p>
          <p>
            <a class="fr-btn" href={prolongationOf(jeton.jti)}>
              Prolonger le jeton
            </a>
          </p>
        </>
      ) : (
        <p safe>{empechementSentences[empechement]}</p>
      )}
    </>
  );
}

interface ByRequestProps {
  readonly fin: FinDeJeton;
  readonly isOnlyWay: boolean;
  /** No other button is before it. */
  readonly isMain: boolean;
}

function ByRequest({ fin: { situation }, isOnlyWay, isMain }: ByRequestProps): JSX.Element {
  const { demande, demande_etat, reouverture, copie, copie_etat } = situation;
  if (reouverture)
    return <UnderWay what="La demande de ce jeton est rouverte." etat={demande_etat} demande={demande} />;
  if (copie !== null && copie_etat !== null)
    return <UnderWay what="Un renouvellement est commencé." etat={copie_etat} demande={copie} />;
  if (demande_etat === 'revoquee' || demande_etat === 'archivee')
    return (
      <>
        <p>La demande de ce jeton est close&nbsp;: elle ne se reprend plus. Faites-en une nouvelle.</p>
        <Leads href="/demander-un-acces" label="Demander un accès" isMain={isMain} />
      </>
    );
  return (
    <>
      <p>
        {isOnlyWay ? 'Un renouvellement passe par une demande. ' : ''}
        Votre demande est reprise en entier dans une nouvelle&nbsp;: confirmez ses contacts, corrigez ce qui a changé,
        envoyez-la. Elle est instruite, puis le nouveau jeton vous est remis.
      </p>
      <Leads href={`/demandes/${demande}/renouveler`} label="Renouveler par une demande" isMain={isMain} />
    </>
  );
}

function UnderWay({
  what,
  etat,
  demande,
}: {
  what: string;
  etat: FinDeJeton['situation']['demande_etat'];
  demande: string;
}): JSX.Element {
  return (
    <>
      <p safe>{`${what} ${suiteSentences[etat] ?? ''}`}</p>
      <Leads href={`/demandes/${demande}`} label={etat === 'envoyee' ? 'Le suivre' : 'Le reprendre'} isMain />
    </>
  );
}

function Leads({ href, label, isMain }: { href: string; label: string; isMain: boolean }): JSX.Element {
  return (
    <p>
      <a class={isMain ? 'fr-btn' : 'fr-btn fr-btn--secondary'} href={href} safe>
        {label}
      </a>
    </p>
  );
}

/** For a contact: who may. */
export function AskWhoMay({ fin: { situation } }: { fin: FinDeJeton }): JSX.Element {
  const { demandeur_nom, demandeur_email } = situation;
  return (
    <>
      <h2>Renouveler</h2>
      <div class="colonne">
        {demandeur_email === null ? (
          <p>
            Le compte de la personne qui a demandé ce jeton est fermé&nbsp;: personne ne peut plus le renouveler.{' '}
            <a href="/support">Écrivez-nous</a>.
          </p>
        ) : (
          <p>
            Seule la personne qui a demandé ce jeton peut le renouveler.{' '}
            <span safe>{`Demandez à ${demandeur_nom}\u00a0: `}</span>
            <a class="adresse" href={`mailto:${demandeur_email}`} safe>
              {demandeur_email}
            </a>
            .
          </p>
        )}
      </div>
    </>
  );
}
