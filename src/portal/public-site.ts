import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '../core/endpoint.ts';
import type { RoomPapers } from '../papers/room-papers.ts';
import type { StatusSource } from '../watch/status-source.ts';
import type { HomeContent } from './accueil/home-page.tsx';
import { homeRoutes } from './accueil/routes.ts';
import { formerAddresses } from './anciennes-adresses/routes.ts';
import { readUseCases, type UseCase } from './cas-usage/cases.ts';
import type { EditorsFound } from './cas-usage/my-editor-page.tsx';
import { useCaseRoutes } from './cas-usage/routes.ts';
import { type DemonstrationOptions, demonstrationRoutes } from './demonstrations/routes.ts';
import { readEvents, type ServiceEvent } from './evenements/events.ts';
import { eventRoutes } from './evenements/routes.ts';
import { type Question, readQuestions } from './faq/questions.ts';
import { faqRoutes } from './faq/routes.ts';
import { type CguVersion, readCgu } from './legal/cgu.ts';
import { legalRoutes } from './legal/routes.ts';
import { takePartRoutes } from './participer/routes.tsx';
import { planRoutes } from './plan-du-site/routes.tsx';
import type { LogError } from './shared/if-known.ts';
import type { Mentions } from './shared/mentions.ts';
import { type SitePage, sheetOf } from './shared/site-map.ts';
import { filled, readText } from './shared/texts.ts';
import { type Written, written } from './shared/written.ts';
import { reportPages } from './support/report-kinds.ts';
import type { Site } from './views/frame.ts';

interface PublicSiteSources {
  /** Where the texts of the rooms of the portal are, one folder a room. */
  readonly folder: string;
  readonly endpoints: readonly Endpoint[];
  readonly papersOf: (endpointName: string) => RoomPapers;
  readonly mentions: Mentions;
  readonly firstCall: string;
  /** What the texts leave to the configuration, by the names of their places. */
  readonly values: Readonly<Record<string, string>>;
}

/** What the public pages say, read once. */
export interface PublicSite {
  readonly home: HomeContent;
  /** The sheets of the catalogue. */
  readonly sheets: readonly SitePage[];
  readonly mentions: Mentions;
  readonly useCases: readonly UseCase[];
  readonly questions: readonly Question[];
  readonly events: readonly ServiceEvent[];
  readonly cgu: readonly [CguVersion, ...CguVersion[]];
  readonly personalData: Written;
}

export function readPublicSite({ folder, firstCall, values, mentions, ...rooms }: PublicSiteSources): PublicSite {
  const { endpoints } = rooms;
  const personalData = filled(readText(join(folder, 'legal', 'textes', 'donnees-personnelles.md')), values);
  return {
    home: {
      firstCall,
      firstAnswer: firstAnswer(rooms),
      endpoints: endpoints.length,
      providers: new Set(endpoints.flatMap(({ providers }) => providers.map(({ slug }) => slug))).size,
    },
    sheets: sheetsOf(endpoints),
    mentions,
    useCases: readUseCases({ folder: join(folder, 'cas-usage'), ...rooms }),
    questions: readQuestions(join(folder, 'faq'), values),
    events: readEvents(join(folder, 'evenements')),
    cgu: readCgu(join(folder, 'legal')),
    personalData: written(personalData, { anchor: 'donnees', caption: 'Ce qui est conservé' }),
  };
}

function sheetsOf(endpoints: readonly Endpoint[]): SitePage[] {
  const pages = endpoints.map(({ name, title }) => ({ path: sheetOf(name), title }));
  return pages.sort((a, b) => a.title.localeCompare(b.title, 'fr'));
}

/** The room and the unit of the first call to try. */
const FIRST = { room: 'entreprises', unit: '100100015' };

/** The sample that the sandbox itself answers: the very answer of the first call. */
function firstAnswer({ endpoints, papersOf }: Pick<PublicSiteSources, 'endpoints' | 'papersOf'>): string | null {
  if (!endpoints.some(({ name }) => name === FIRST.room)) return null;
  const sample = papersOf(FIRST.room).samples.find(
    ({ identifiant, statut, fournisseurs }) =>
      identifiant === FIRST.unit && statut === 200 && fournisseurs === undefined,
  );
  return sample === undefined ? null : JSON.stringify(sample.reponse, null, 2);
}

interface PublicPagesOptions extends DemonstrationOptions {
  readonly site: Site;
  readonly publicSite: PublicSite;
  readonly status: StatusSource;
  readonly publicUrl: string;
  readonly logError: LogError;
  /** The editors that anyone may find, by words. */
  readonly editors: (words: string, page: number) => Promise<EditorsFound>;
}

/** The pages that anyone may read, those of the state of the services and of developers apart. */
export async function publicPages(app: FastifyInstance, options: PublicPagesOptions): Promise<void> {
  const { publicSite, publicUrl } = options;
  const service = options.site.brand.service;
  const { useCases } = publicSite;
  const cases = useCases.map(({ slug, title }) => ({ path: `/cas-usage/${slug}`, title }));
  await app.register(homeRoutes, { ...options, home: publicSite.home });
  await app.register(useCaseRoutes, { useCases, editors: options.editors, logError: options.logError });
  await app.register(faqRoutes, publicSite);
  await app.register(eventRoutes, { events: publicSite.events, publicUrl, service, now: options.status.now });
  await app.register(takePartRoutes, publicSite);
  await app.register(legalRoutes, publicSite);
  await app.register(demonstrationRoutes, options);
  await app.register(planRoutes, {
    under: { '/catalogue': publicSite.sheets, '/cas-usage': cases, '/support': reportPages },
  });
  await app.register(formerAddresses);
}
