import type { Acte } from '../../habilitations/etats.ts';
import type { Suivie } from '../../habilitations/suivi.ts';
import { dayOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { followTrail, formOf, pageOf } from './addresses.ts';
import { Facts } from './facts.tsx';
import { Granted } from './granted.tsx';
import { Remarks } from './remarks.tsx';
import { days, etatWords, ordinal, REOPENED } from './words.ts';

interface FollowPageProps {
  readonly frame: Frame;
  readonly suivie: Suivie;
  /** What this reader may do; nothing for a colleague of the applicant. */
  readonly actes: ReadonlySet<Acte>;
  readonly renewable: boolean;
  readonly isMine: boolean;
  readonly done: string | null;
  /** Why nothing was done. */
  readonly refusal?: string;
}

/** « Where is it, and what is expected of me? » */
export function followPage(props: FollowPageProps): JSX.Element {
  const { frame, suivie, done, refusal } = props;
  const { demande } = suivie;
  const { label, tone, next } = etatWords[demande.etat];
  const here = `Demande ${demande.numero}`;
  return (
    <Layout
      frame={frame}
      title={`${here} – Mes demandes`}
      here={here}
      isError={refusal !== undefined}
      trail={followTrail}
    >
      <h1 safe>{demande.intitule}</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        <Badge tone={tone} label={label} />{' '}
        {demande.reouverture ? <Badge tone="info" label="Rouverte après accord" /> : ''}
      </p>
      <p class="fr-text--lead" safe>
        {next}
      </p>
      {demande.reouverture ? <p>{REOPENED}</p> : ''}
      <Waiting suivie={suivie} />
      <Reason suivie={suivie} />
      <Remarks suivie={suivie} isOpen={props.actes.has('modifier')} />
      <MainActions {...props} />
      {suivie.courrielsPerdus.length === 0 ? '' : <LostMails suivie={suivie} />}
      <Granted suivie={suivie} isMine={props.isMine} />
      <Facts suivie={suivie} />
      <OtherActions {...props} />
    </Layout>
  );
}

/** How long it takes, and where one is in the queue. */
function Waiting({ suivie: { place, delai, demande } }: { suivie: Suivie }): JSX.Element {
  if (place === null) return '';
  const { median, p80 } = delai;
  return (
    <>
      <p safe>
        {place.sur === 1
          ? 'Votre demande est la seule en attente.'
          : `Votre demande est la ${ordinal(place.rang)} des ${place.sur} qui attendent, la plus ancienne d’abord.`}
      </p>
      <p safe>
        {median === null
          ? `Une première décision prend ${days(p80)} en moyenne.`
          : `Ces six derniers mois, une première décision sur deux est venue en ${days(median)} ou moins, quatre sur cinq en ${days(p80)} ou moins.`}
        {demande.envoyee_le === null ? '' : ` Vous l’avez envoyée le ${dayOf(demande.envoyee_le)}.`}
      </p>
    </>
  );
}

/** What was decided last, with its reason. */
function Reason({ suivie: { demande, evenements } }: { suivie: Suivie }): JSX.Element {
  const last = evenements.findLast(({ acte }) => ['demander_precisions', 'refuser', 'revoquer'].includes(acte));
  if (last === undefined || last.motif === '') return '';
  const isOver = last.acte === 'demander_precisions' && demande.etat !== 'a_modifier';
  const isPast = last.acte === 'refuser' && demande.etat !== 'refusee' && !wasReopening(last.vers);
  if (isOver || isPast) return '';
  const titles: Readonly<Record<string, string>> = {
    demander_precisions: 'Ce qui vous est demandé',
    refuser: last.vers === 'validee' ? 'Pourquoi vos modifications ont été refusées' : 'Pourquoi elle est refusée',
    revoquer: 'Pourquoi elle est révoquée',
  };
  return (
    <section class="encart" aria-labelledby="motif">
      <h2 class="fr-h5" id="motif" safe>
        {titles[last.acte] ?? ''}
      </h2>
      <p class="texte texte-saisi" safe>
        {last.motif}
      </p>
      <p class="fr-mb-0 discret" safe>
        {`Le ${dayOf(last.le)}`}
      </p>
    </section>
  );
}

const wasReopening = (vers: string) => vers === 'validee';

function MainActions({ suivie, actes }: FollowPageProps): JSX.Element {
  const { id, etat } = suivie.demande;
  const unread = suivie.messages.filter(({ cote, lu_le }) => cote === 'instruction' && lu_le === null).length;
  return (
    <p class="actions fr-mt-3w">
      {actes.has('modifier') ? (
        <a class="fr-btn" href={formOf(id)}>
          {etat === 'brouillon' ? 'Reprendre la demande' : 'Modifier la demande'}
        </a>
      ) : (
        ''
      )}
      <a class="fr-btn fr-btn--secondary" href={pageOf(id, 'messages')} safe>
        {unread === 0 ? 'Messages' : `Messages (${unread} non ${unread === 1 ? 'lu' : 'lus'})`}
      </a>
      <a class="fr-btn fr-btn--secondary" href={pageOf(id, 'historique')}>
        Historique
      </a>
    </p>
  );
}

function LostMails({ suivie: { demande, courrielsPerdus } }: { suivie: Suivie }): JSX.Element {
  return (
    <Alert kind="warning" title="Des courriels n’ont pas été reçus">
      <p>
        Vérifiez les adresses de la demande&nbsp;: {courrielsPerdus.length === 1 ? 'un courriel' : 'des courriels'} n’
        {courrielsPerdus.length === 1 ? 'a' : 'ont'} pas pu être remis.{' '}
        <a href={pageOf(demande.id, 'historique#courriels')}>Voir lesquels</a>
      </p>
    </Alert>
  );
}

/** What may be done besides, each asked again before it is. */
function OtherActions({ suivie, actes, renewable }: FollowPageProps): JSX.Element {
  const { id, etat } = suivie.demande;
  const all: readonly (readonly [boolean, string, string, string])[] = [
    [actes.has('rouvrir'), 'rouvrir', 'Modifier ce qui est accordé', 'Ajouter une donnée, changer un contact.'],
    [
      actes.has('annuler_reouverture'),
      'annuler-la-reouverture',
      'Annuler la réouverture',
      'L’habilitation reste comme elle était.',
    ],
    [
      renewable && suivie.copie === null,
      'renouveler',
      etat === 'refusee' ? 'Reprendre dans une nouvelle demande' : 'Renouveler',
      'Une nouvelle demande reprend tout ce que contient celle-ci.',
    ],
    [actes.has('transferer'), 'transferer', 'Confier à un collègue', 'Il en devient le demandeur, à votre place.'],
    [actes.has('archiver'), 'archiver', 'Archiver', 'La demande quitte vos listes.'],
  ];
  const open = all.filter(([isOpen]) => isOpen);
  return (
    <>
      {suivie.copie === null || !renewable ? (
        ''
      ) : (
        <p>
          Une nouvelle demande reprend celle-ci&nbsp;:{' '}
          <a href={pageOf(suivie.copie.id)} safe>
            {suivie.copie.numero}
          </a>
        </p>
      )}
      {open.length === 0 ? (
        ''
      ) : (
        <>
          <h2 class="fr-mt-4w">Autres actions</h2>
          <ul>
            {open.map(([, page, label, detail]) => (
              <li>
                <a href={pageOf(id, page)} safe>
                  {label}
                </a>
                &nbsp;: <span safe>{detail.charAt(0).toLowerCase() + detail.slice(1)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
