import { dateTimeOf } from '../../shared/dates.ts';
import { ErasedPeople } from '../../shared/erased-people.tsx';
import { LostMails } from '../../shared/lost-mails.tsx';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import { ErrorSummary } from '../../views/error-summary.tsx';
import { Desk } from '../desk.tsx';
import { QUEUE } from '../filters.ts';
import { ageWords, casUsageWords, etatWords } from '../words.ts';
import { Conversation } from './conversation.tsx';
import { DataAsked } from './data-asked.tsx';
import { Decision } from './decision.tsx';
import { History } from './history.tsx';
import { Neighbours } from './neighbours.tsx';
import { Opinions } from './opinions.tsx';
import { OrganisationCard } from './organisation-card.tsx';
import type { DossierView } from './view.ts';
import { WrittenForm } from './written-form.tsx';

/** One request, and all that is needed to decide on it. */
export function dossierPage(view: DossierView): JSX.Element {
  const { frame, waiting, dossier, errors, refusal, done, warning } = view;
  const { numero, intitule } = dossier.demande;
  return (
    <Desk
      frame={frame}
      waiting={waiting}
      title={`${numero} – ${intitule}`}
      here={numero}
      part={QUEUE}
      isError={refusal !== null || Object.keys(errors).length > 0}
    >
      <h1 class="fr-h3" safe>
        {intitule}
      </h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {warning === null ? '' : <Alert kind="warning" title={warning} fresh />}
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <Facts view={view} />
      <div class="dossier">
        <div class="dossier-corps">
          <WrittenForm {...view} />
          <Decision {...view} />
          <History {...view} />
          {view.alentours.courrielsPerdus.length === 0 ? '' : <LostMails courriels={view.alentours.courrielsPerdus} />}
        </div>
        <aside class="dossier-panneau" aria-label="Autour de la demande" tabindex="0">
          <OrganisationCard {...view} />
          <DataAsked {...view} />
          <Opinions {...view} />
          <Conversation {...view} />
          <Neighbours {...view} />
        </aside>
      </div>
    </Desk>
  );
}

function Facts({ view: { dossier, now } }: { view: DossierView }): JSX.Element {
  const { demande } = dossier;
  const { numero, cas_usage, envoyee_le, reouverture, etat } = demande;
  const sent =
    envoyee_le === null ? 'jamais envoyée' : `envoyée le ${dateTimeOf(envoyee_le)}, ${agoWords(envoyee_le, now)}`;
  return (
    <>
      <p class="fr-mb-1w">
        <Badge {...etatWords[etat]} /> {reouverture ? <Badge tone="info" label="Réouverture" /> : ''}
      </p>
      <p class="mis-a-jour" safe>
        {`${numero} · ${casUsageWords.get(cas_usage) ?? cas_usage} · ${sent}`}
      </p>
      <ErasedPeople demande={demande} />
      <p>
        <a class="fr-link" href="#decision">
          Aller à la décision
        </a>
      </p>
    </>
  );
}

function agoWords(then: Date, now: Date): string {
  return `il y a ${ageWords(then, now)}`;
}
