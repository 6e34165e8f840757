import { LIENS_PAR_JOUR_MAX, LIENS_VIVANTS_MAX, type Limite } from '../../../jetons/transmission/limites.ts';
import type { Destinataire } from '../../../jetons/transmission/transmission.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { ConfirmPage } from '../../views/confirm.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { jetonTrail, pageOf } from '../addresses.ts';

interface About {
  readonly frame: Frame;
  readonly jeton: { readonly jti: string; readonly sujet: string };
}

/** The recipient is not of the same house as the requester: it is said before anything leaves. */
export function otherDomainPage({
  frame,
  jeton,
  to,
  own,
}: About & { readonly to: Destinataire; readonly own: string }): JSX.Element {
  return (
    <ConfirmPage
      frame={frame}
      trail={jetonTrail(jeton)}
      title="Envoyer ce lien hors de votre domaine ?"
      action={pageOf(jeton.jti, 'transmettre')}
      values={{ ...to, confirme: 'oui' }}
      label="Envoyer le lien à cette adresse"
      back={pageOf(jeton.jti, 'transmettre')}
      backLabel="Corriger l’adresse"
    >
      <p class="adresse">
        <strong safe>{to.email}</strong>
      </p>
      <p class="colonne" safe>
        {`Cette adresse n’est pas de votre domaine (${own}). Une faute de frappe donnerait le jeton à quelqu’un d’autre. Est-ce bien votre prestataire, ou votre éditeur ? Vous répondez de l’usage qu’il en fait.`}
      </p>
    </ConfirmPage>
  );
}

/** Too many links: which limit, and when there is room again. */
export function tooManyLinksPage({ frame, jeton, limite, reprise }: About & Limite): JSX.Element {
  const title = 'Ce lien n’a pas été envoyé';
  return (
    <Layout frame={frame} title={title} isError trail={jetonTrail(jeton)}>
      <h1>{title}</h1>
      <p class="colonne">
        {limite === 'jour'
          ? `Un jeton se transmet par ${LIENS_PAR_JOUR_MAX} liens par jour au plus : il y en a eu autant ces dernières 24 heures.`
          : `Un jeton a ${LIENS_VIVANTS_MAX} liens qui fonctionnent au plus, et il les a. Révoquez-en un qui ne sert plus, ou attendez la fin du premier.`}
      </p>
      <p safe>{`Un autre lien pourra partir le ${dateTimeOf(reprise)}.`}</p>
      <p class="actions">
        <a class="fr-btn" href={pageOf(jeton.jti, 'liens')}>
          Voir les liens transmis
        </a>
        <a class="fr-btn fr-btn--secondary" href={pageOf(jeton.jti)}>
          Revenir au jeton
        </a>
      </p>
    </Layout>
  );
}

/** A token that has ended is handed over to no one. */
export function endedPage({ frame, jeton }: About): JSX.Element {
  const title = 'Ce jeton ne se transmet plus';
  return (
    <Layout frame={frame} title={title} isError trail={jetonTrail(jeton)}>
      <h1>{title}</h1>
      <p>Il ne fonctionne plus&nbsp;: transmettez celui qui le remplace, ou renouvelez l’accès.</p>
      <p class="actions">
        <a class="fr-btn" href="/compte/jetons">
          Voir mes jetons
        </a>
        <a class="fr-btn fr-btn--secondary" href={pageOf(jeton.jti, 'liens')}>
          Liens transmis
        </a>
      </p>
    </Layout>
  );
}

/** Before a link is taken back. */
export function revokePage({
  frame,
  jeton,
  lien,
}: About & { readonly lien: { readonly id: string; readonly email: string } }): JSX.Element {
  return (
    <ConfirmPage
      frame={frame}
      trail={[...jetonTrail(jeton), [pageOf(jeton.jti, 'liens'), 'Liens transmis']]}
      title="Révoquer ce lien ?"
      action={pageOf(jeton.jti, `liens/${lien.id}/revoquer`)}
      label="Révoquer le lien"
      back={pageOf(jeton.jti, 'liens')}
    >
      <p>
        Le lien envoyé à{' '}
        <span class="adresse" safe>
          {lien.email}
        </span>{' '}
        cessera de fonctionner, tout de suite et pour de bon.
      </p>
      <p class="colonne">
        Qui a déjà vu le jeton le connaît encore&nbsp;: si ce n’était pas la bonne personne, remplacez le jeton (page
        «&nbsp;Fuite et remplacement&nbsp;»).
      </p>
    </ConfirmPage>
  );
}
