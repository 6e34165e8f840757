import type { Rotation } from '../../../jetons/rotation/lecture.ts';
import { Alert } from '../../views/alert.tsx';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { accountTrail } from '../consommation/words.ts';
import { StateSection } from './state-section.tsx';
import { Attempts, Traffic } from './traffic.tsx';
import { type Done, doneSentences, overviewOf, rotationOf } from './words.ts';

interface RotationPageProps {
  readonly frame: Frame;
  readonly rotation: Rotation;
  readonly done: Done | null;
  /** Why what was asked is not done. */
  readonly refusal?: string;
}

/** « My token has leaked », « prepare the next one », and what tells whether the old one may go. */
export function rotationPage({ frame, rotation, done, refusal }: RotationPageProps): JSX.Element {
  const { jeton, trafic, tentatives, remplacant } = rotation;
  const { jti, sujet } = jeton;
  return (
    <Layout
      frame={frame}
      title={`Fuite et remplacement – ${sujet}`}
      here="Fuite et remplacement"
      isError={refusal !== undefined}
      trail={[...accountTrail, ['/compte/jetons', 'Mes jetons'], [overviewOf(jti), sujet]]}
    >
      <h1 safe>{sujet}</h1>
      <JetonTabs jti={jti} current="/rotation" />
      {done === null ? '' : <Alert kind="success" title={doneSentences[done]} fresh />}
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <h2>Où en est ce jeton</h2>
      <div class="colonne">
        <StateSection rotation={rotation} />
      </div>
      <Acts rotation={rotation} />
      {tentatives === null ? (
        ''
      ) : (
        <>
          <h2>Refusé depuis son retrait</h2>
          <Attempts tentatives={tentatives} />
        </>
      )}
      <h2>{tentatives === null ? 'Qui l’emploie' : 'Qui l’employait'}</h2>
      <Traffic trafic={trafic} two={remplacant !== null} />
      <p class="colonne">
        L’adresse d’où l’on appelle peut être bannie&nbsp;: <a href="/compte/bannissement">refus et bannissements</a>.
        Un nouveau jeton n’y change rien.
      </p>
    </Layout>
  );
}

function Acts({ rotation }: { rotation: Rotation }): JSX.Element {
  const { jeton, actes, etat } = rotation;
  if (etat === 'expire' || etat === 'retire') return <Over rotation={rotation} />;
  if (jeton.qualite !== 'demandeur') return <AskRequester rotation={rotation} />;
  const { jti } = jeton;
  return (
    <>
      {actes.fuite ? (
        <>
          <h2>Il a fuité</h2>
          <p class="colonne">
            Publié, envoyé par courriel, vu par qui ne devait pas, ou un simple doute&nbsp;: retirez-le, tout de suite
            ou après un délai que vous choisissez. Un remplaçant est valable aussitôt, avec les mêmes droits et la même
            fin.
          </p>
          <Act href={rotationOf(jti, '/fuite')} label="Mon jeton a fuité" />
        </>
      ) : (
        ''
      )}
      {actes.retirer ? (
        <>
          <h2>{etat === 'retrait_prevu' ? 'Ne pas attendre' : 'Retirer l’ancien'}</h2>
          <p class="colonne">
            {etat === 'retrait_prevu'
              ? 'Vos programmes ont changé, ou le jeton sert à quelqu’un d’autre : retirez-le maintenant.'
              : 'Quand plus aucune adresse ne l’emploie, retirez-le : un jeton qui ne sert plus ne peut que fuir.'}
          </p>
          <Act href={rotationOf(jti, '/retirer')} label="Retirer ce jeton maintenant" secondary />
        </>
      ) : (
        ''
      )}
      {actes.prochain ? (
        <>
          <h2>En changer sans hâte</h2>
          <p class="colonne">
            Votre prochain jeton fonctionne à côté de celui-ci, sans coupure. Vous donnez le nouveau à vos programmes
            l’un après l’autre&nbsp;; cette page dit lesquels emploient encore l’ancien, puis vous le retirez.
          </p>
          <Act href={rotationOf(jti, '/prochain')} label="Préparer mon prochain jeton" secondary />
        </>
      ) : (
        ''
      )}
    </>
  );
}

function Act({ href, label, secondary }: { href: string; label: string; secondary?: boolean }): JSX.Element {
  return (
    <p>
      <a class={secondary ? 'fr-btn fr-btn--secondary' : 'fr-btn'} href={href} safe>
        {label}
      </a>
    </p>
  );
}

/** A token that opens nothing any more: the way out. */
function Over({ rotation: { remplacant, jeton } }: { rotation: Rotation }): JSX.Element {
  if (remplacant !== null && remplacant.etat !== 'expire' && remplacant.etat !== 'retire') return '';
  return (
    <p class="colonne">
      Rien n’est à faire ici&nbsp;: il ne fonctionne plus. Pour appeler, employez{' '}
      <a href="/compte/jetons">un autre jeton</a>, ou <a href={`/compte/demandes`}>renouvelez la demande</a>
      {jeton.qualite === 'demandeur' ? '.' : ' avec son demandeur.'}
    </p>
  );
}

/** Contacts see all, and do nothing: whoever answers for the token decides. */
function AskRequester({ rotation: { demandeur } }: { rotation: Rotation }): JSX.Element {
  return (
    <>
      <h2>Il a fuité, ou il faut en changer</h2>
      {demandeur === null ? (
        <p class="colonne">
          Seul le demandeur peut retirer ce jeton ou le remplacer, et il n’a plus de compte&nbsp;: écrivez au{' '}
          <a href="/support">support</a>.
        </p>
      ) : (
        <p class="colonne">
          Seul le demandeur peut retirer ce jeton ou le remplacer&nbsp;: prévenez sans attendre{' '}
          <span safe>{demandeur.nom || demandeur.email}</span>,{' '}
          <a href={`mailto:${encodeURIComponent(demandeur.email).replace('%40', '@')}`} safe>
            {demandeur.email}
          </a>
          . Cette page s’ouvre pour lui avec le bouton «&nbsp;Mon jeton a fuité&nbsp;». Il ne répond pas&nbsp;? Le{' '}
          <a href="/support">support</a> peut révoquer le jeton. Ne joignez jamais le jeton lui-même.
        </p>
      )}
    </>
  );
}
