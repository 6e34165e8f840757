import type { Formulaire } from '../../../habilitations/formulaire.ts';
import type { Fiche } from '../../../jetons/fiche/lecture.ts';
import { dayOf } from '../../shared/dates.ts';
import { jetonHead } from '../../shared/jeton-card.tsx';
import { JetonEnd, lastUse, ReplacedBy, WeekStrip } from '../../shared/jeton-facts.tsx';
import { callsWords, etatJetonWords, failuresWords, qualiteWords } from '../../shared/jeton-words.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { listTrail, pageOf } from '../addresses.ts';
import { Contacts } from './contacts.tsx';
import type { Droit } from './rights.ts';
import { RightsTable } from './rights-table.tsx';
import { ValueSection } from './value-section.tsx';

interface OverviewPageProps {
  readonly frame: Frame;
  readonly fiche: Fiche;
  readonly accorde: Formulaire;
  readonly droits: readonly Droit[];
  /** Why missing data is not asked for here. */
  readonly obstacle: string;
  /** The e-mail of who reads. */
  readonly lecteur: string;
  /** Why what was asked was not done. */
  readonly refusal?: string;
}

/** « Does it work, until when, what does it open, who answers for it? » Never its value. */
export function overviewPage(props: OverviewPageProps): JSX.Element {
  const { frame, fiche, accorde, droits, obstacle, lecteur, refusal } = props;
  const { jeton, etat, demandeur } = fiche;
  const { tone, label } = etatJetonWords[etat];
  return (
    <Layout
      frame={frame}
      title={`${jeton.sujet} – Mes jetons`}
      here={jeton.sujet}
      isError={refusal !== undefined}
      trail={listTrail}
      head={jetonHead}
    >
      <h1 safe>{jeton.sujet}</h1>
      <JetonTabs jti={jeton.jti} current="" />
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        <Badge tone={tone} label={label} /> <span class="discret" safe>{`${qualiteWords[jeton.qualite]}.`}</span>
      </p>
      <JetonEnd carte={fiche} now={fiche.maintenant} />
      <ReplacedBy carte={fiche} />
      <Renewal fiche={fiche} />
      <Facts fiche={fiche} />
      <ValueSection frame={frame} fiche={fiche} />
      <h2 class="fr-mt-4w">Qui en répond</h2>
      <p>
        Un contact a changé&nbsp;? Il se corrige dans la demande d’accès, par son demandeur&nbsp;: c’est à ces adresses
        que sont annoncés la fin du jeton et les incidents.
      </p>
      <Contacts demandeur={demandeur} accorde={accorde} lecteur={lecteur} />
      <h2 class="fr-mt-4w" id="droits">
        Ce qu’il permet
      </h2>
      <RightsTable jti={jeton.jti} droits={droits} obstacle={obstacle} />
    </Layout>
  );
}

function Renewal({ fiche: { jeton, etat } }: { fiche: Fiche }): JSX.Element {
  if (jeton.qualite !== 'demandeur' || etat === 'retire' || jeton.remplace_par !== null) return '';
  return (
    <p>
      <a class="fr-link" href={pageOf(jeton.jti, 'renouveler')}>
        Renouveler
      </a>
    </p>
  );
}

function Facts({ fiche }: { fiche: Fiche }): JSX.Element {
  const { jeton, usage, habilitation, maintenant } = fiche;
  return (
    <dl class="fiche fiche-pliante fr-mt-2w">
      <dt>Délivré le</dt>
      <dd safe>{dayOf(jeton.cree_le)}</dd>
      <dt>Dernier appel</dt>
      <dd safe>{lastUse(fiche, maintenant)}</dd>
      <dt>Appels sur 7 jours</dt>
      <dd>
        <span safe>{callsWords(usage.appels)}</span> <WeekStrip days={usage.parJour} />
      </dd>
      <dt>Pannes (5xx) sur 7 jours</dt>
      <dd safe>{failuresWords(usage.pannes, usage.appels)}</dd>
      <dt>Habilitation</dt>
      <dd>
        {jeton.qualite === 'demandeur' ? (
          <a href={`/compte/habilitations/${habilitation.id}`} safe>
            {habilitation.numero}
          </a>
        ) : (
          <span safe>{habilitation.numero}</span>
        )}
      </dd>
      <dt>Numéro du jeton</dt>
      <dd>
        <code safe>{jeton.jti}</code>
      </dd>
    </dl>
  );
}
