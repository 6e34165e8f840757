import { ConsoleHead } from '../../shared/console/console-head.tsx';
import { inlineText } from '../../shared/inline-text.ts';
import { prose } from '../../shared/prose.ts';
import { Badge } from '../../views/badge.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import type { Fiche } from '../fiche.ts';
import { formats, openings, quotaScope, quotaWords } from '../words.ts';
import { AnswerSection } from './answer-section.tsx';
import { AvailabilitySection } from './availability-section.tsx';
import { CallSection } from './call-section.tsx';
import type { SheetContext, Specimen } from './context.ts';
import { ErrorsSection } from './errors-section.tsx';
import { type Live, LiveBadge } from './live-state.tsx';
import { OngoingAlert } from './ongoing-here.tsx';
import { KnowledgeSection, QuestionsSection, ScopeSection, UsesSection, VersionsSection } from './other-sections.tsx';
import { type SheetCall, SheetConsole } from './sheet-console.tsx';

/** A sheet whose parts that do not change have been made. */
export interface PreparedSheet {
  readonly fiche: Fiche;
  readonly opening: JSX.Element;
  /** The introduction, and « Appeler » up to its console. */
  readonly calling: JSX.Element;
  /** From « Réponse » to « Périmètre ». */
  readonly before: JSX.Element;
  /** From « Cas d’usage » on. */
  readonly after: JSX.Element;
}

export function prepareSheet(fiche: Fiche, context: SheetContext, specimen: Specimen | null): PreparedSheet {
  return {
    fiche,
    opening: <Opening fiche={fiche} />,
    calling: (
      <>
        <Introduction fiche={fiche} context={context} />
        <CallSection fiche={fiche} context={context} />
      </>
    ),
    before: (
      <>
        <AnswerSection fiche={fiche} context={context} specimen={specimen} />
        <KnowledgeSection fiche={fiche} context={context} />
        <ErrorsSection fiche={fiche} context={context} />
        <ScopeSection fiche={fiche} />
      </>
    ),
    after: (
      <>
        <UsesSection fiche={fiche} />
        <QuestionsSection fiche={fiche} context={context} />
        <VersionsSection fiche={fiche} />
      </>
    ),
  };
}

interface SheetPageProps {
  readonly frame: Frame;
  readonly sheet: PreparedSheet;
  readonly live: Live;
  readonly call: SheetCall;
}

/** « What do I send, what do I get, may I, and is it up? » */
export function sheetPage({ frame, sheet, live, call }: SheetPageProps): JSX.Element {
  const { fiche, opening, calling, before, after } = sheet;
  return (
    <Layout
      frame={frame}
      title={`${fiche.endpoint.title} – Catalogue`}
      here={fiche.endpoint.title}
      trail={[
        ['/', 'Accueil'],
        ['/catalogue', 'Catalogue'],
      ]}
      head={<ConsoleHead />}
    >
      {opening}
      <OngoingAlert ongoing={live.ongoing} />
      <FiveFacts fiche={fiche} live={live} />
      <div class="fiche-page">
        <Summary />
        <div class="fiche-corps">
          {calling}
          <SheetConsole frame={frame} call={call} />
          {before}
          <AvailabilitySection fiche={fiche} live={live} />
          {after}
        </div>
      </div>
    </Layout>
  );
}

function Opening({ fiche }: { fiche: Fiche }): JSX.Element {
  const { endpoint, sheet, format, summary } = fiche;
  return (
    <>
      <h1 safe>{endpoint.title}</h1>
      <p class="fiche-fournisseur">
        <span safe>{sheet.fournisseur}</span> <Badge tone="plain" label={formats[format]} />
      </p>
      <p class="fr-text--lead">{inlineText(summary)}</p>
    </>
  );
}

function FiveFacts({ fiche, live }: { fiche: Fiche; live: Live }): JSX.Element {
  const { sheet, quota, identifier } = fiche;
  return (
    <dl class="faits">
      <div>
        <dt>Identifiant</dt>
        <dd safe>{identifier}</dd>
      </div>
      <div>
        <dt>Ouverture</dt>
        <dd safe>{openings[sheet.ouverture][0]}</dd>
      </div>
      <div>
        <dt>Quota</dt>
        <dd>
          <span safe>{quotaWords(quota)}</span>
          <span class="champ-precision" safe>
            {quotaScope(quota)}
          </span>
        </dd>
      </div>
      <div>
        <dt>Délai conseillé</dt>
        <dd safe>{`${sheet.delai_conseille_s} secondes`}</dd>
      </div>
      <div>
        <dt>État</dt>
        <dd>
          <LiveBadge live={live} />
        </dd>
      </div>
    </dl>
  );
}

function Introduction({ fiche, context }: { fiche: Fiche; context: SheetContext }): JSX.Element {
  const safeText = prose(fiche.introduction, {
    anchor: 'presentation',
    caption: 'Présentation',
    pageOf: context.pageOf,
  });
  return <div class="texte">{safeText}</div>;
}

const anchors = [
  ['appeler', 'Appeler'],
  ['reponse', 'Réponse'],
  ['a-savoir', 'Ce qu’il faut savoir'],
  ['erreurs', 'Erreurs propres'],
  ['perimetre', 'Périmètre'],
  ['disponibilite', 'Disponibilité'],
  ['cas-usage', 'Cas d’usage'],
  ['questions', 'Questions'],
  ['versions', 'Versions'],
] as const;

function Summary(): JSX.Element {
  return (
    <nav class="fr-summary fiche-sommaire" aria-labelledby="sommaire">
      <h2 class="fr-summary__title" id="sommaire">
        Sommaire
      </h2>
      <ol class="fr-summary__list">
        {anchors.map(([id, title]) => (
          <li>
            <a class="fr-summary__link" href={`#${id}`}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
