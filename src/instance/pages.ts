import { subscriptionRoutes } from '../portal/abonnements/routes.ts';
import { accountAdministration } from '../portal/administration/comptes/routes.ts';
import { incidentAdministration } from '../portal/administration/incidents/routes.ts';
import { letterAdministration } from '../portal/administration/infolettres/routes.ts';
import { journalRoutes } from '../portal/administration/journal/routes.ts';
import { maintenanceAdministration } from '../portal/administration/maintenances/routes.ts';
import { administrationRoutes } from '../portal/administration/routes.ts';
import { ticketAdministration } from '../portal/administration/tickets/routes.ts';
import { alertRoutes } from '../portal/alertes/routes.ts';
import { sandboxRoutes } from '../portal/bac-a-sable/routes.ts';
import { useCaseSource } from '../portal/cas-usage/search-source.ts';
import { catalogueRoutes } from '../portal/catalogue/routes.ts';
import { catalogueSource } from '../portal/catalogue/search/source.ts';
import { ownDataRoutes } from '../portal/compte/donnees/routes.ts';
import { secondFactorRoutes } from '../portal/compte/double-authentification/routes.ts';
import { organisationRoutes } from '../portal/compte/organisations/routes.ts';
import { profileRoutes } from '../portal/compte/profil/routes.ts';
import { accountRoutes } from '../portal/compte/routes.ts';
import { loginRoutes } from '../portal/connexion/routes.ts';
import { consoleRoutes } from '../portal/console/routes.ts';
import { accessRoutes } from '../portal/demander-un-acces/routes.ts';
import { formulaireRoutes } from '../portal/demandes/formulaire/routes.ts';
import { developerRoutes } from '../portal/developpeurs/routes.ts';
import { documentationRoutes } from '../portal/documentation/routes.ts';
import { statusRoutes } from '../portal/etat/routes.ts';
import { faqSource } from '../portal/faq/search-source.ts';
import { incidentRoutes } from '../portal/incidents/routes.ts';
import { letterRoutes } from '../portal/infolettres/routes.ts';
import { letterSource } from '../portal/infolettres/search-source.ts';
import { signUpRoutes } from '../portal/inscription/routes.ts';
import { instructionRoutes } from '../portal/instruction/routes.ts';
import { invitationRoutes } from '../portal/invitation/routes.tsx';
import { consumptionRoutes } from '../portal/jetons/consommation/routes.ts';
import { maintenanceRoutes } from '../portal/maintenances/routes.ts';
import { passwordRoutes } from '../portal/mot-de-passe/routes.ts';
import { notificationRoutes } from '../portal/notifications/routes.ts';
import { createPortal, type Portal, type PortalPart } from '../portal/portal.ts';
import { publicPages } from '../portal/public-site.ts';
import { searchRoutes } from '../portal/recherche/routes.ts';
import type { AccountDesks, PortalAccess } from '../portal/shared/access.ts';
import { currentNotices } from '../portal/shared/current-notices.ts';
import { guideSource } from '../portal/shared/guide/search-source.ts';
import { sessionCookie } from '../portal/shared/session-cookie.ts';
import { statisticsRoutes } from '../portal/statistiques/routes.ts';
import { attentesDe } from '../portal/suivi/attentes.ts';
import { followRoutes } from '../portal/suivi/routes.ts';
import { supportRoutes } from '../portal/support/routes.ts';
import { readBrand } from '../portal/views/brand.ts';
import type { Site } from '../portal/views/frame.ts';
import { statusSource } from '../watch/status-source.ts';
import { recentUsage } from '../watch/usage.ts';
import type { WatchOptions } from '../watch/watch-options.ts';
import { administrationJournal } from './administration-journal.ts';
import type { Admission } from './admission.ts';
import { alertBook } from './alert-book.ts';
import type { Asked } from './asked.ts';
import { openConsole } from './console.ts';
import type { Demonstration } from './demonstration.ts';
import type { Ground } from './ground.ts';
import { openGuide } from './guide.ts';
import type { Habilitations } from './habilitations.ts';
import type { Incidents } from './incidents.ts';
import type { Consommations } from './jetons-consommation.ts';
import type { JetonsPart } from './jetons-part.ts';
import type { Kept } from './kept.ts';
import type { Letters } from './letters.ts';
import type { Mailing } from './mailing.ts';
import { instructionPreferences } from './notifications.ts';
import type { Opened } from './opened.ts';
import { type OpenPublicSite, openPublicSite } from './public-site.ts';
import { drawSpecimen } from './specimen.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { Support } from './support.ts';
import { usageStore } from './watching.ts';

interface PagesParts {
  readonly kept: Kept;
  readonly admission: Admission;
  readonly asked: Asked;
  readonly access: PortalAccess;
  readonly habilitations: Habilitations;
  readonly desks: AccountDesks;
  readonly watched: WatchOptions;
  readonly incidents: Incidents;
  readonly mailing: Mailing;
  readonly subscriptions: Subscriptions;
  readonly support: Support;
  readonly letters: Letters;
  readonly demonstration: Demonstration;
  readonly consommations: Consommations;
  readonly jetons: Pick<Required<JetonsPart>, 'pages'>;
}

/** The pages beside the corridor; documents and the sign of life alone, without the role of the portal. */
export async function openPages(ground: Ground, parts: PagesParts, opened: Opened): Promise<Portal> {
  const { config, places, clock, log } = ground;
  const { ongoing } = parts.incidents;
  // A node without pages reads none of their texts, and no fault in one keeps a gateway from starting.
  const publicSite = config.roles.has('portal') ? openPublicSite(ground, parts) : null;
  const site: Site = {
    brand: readBrand(config.brandFile),
    sandbox: config.sandbox,
    ...(publicSite === null ? {} : { conformity: publicSite.conformity }),
    notices: () => [...(publicSite?.announced() ?? []), ...currentNotices(ongoing, new Date(clock.now()))],
  };
  const logError = (error: unknown, requestId: string) => log.error({ err: error, request_id: requestId }, 'portail');
  const shell = { site, logError };
  const portal = await createPortal({
    ...shell,
    pages: publicSite === null ? null : pagesOf(ground, { ...parts, publicSite }, shell),
    access: parts.access,
    documents: parts.kept.documents,
    staticDirectory: places.statics,
  });
  return opened.add(portal, (it) => it.close());
}

/** What every part of the portal shares. */
interface Shell {
  readonly site: Site;
  readonly logError: (error: unknown, requestId: string) => void;
}

/** Every part of the portal, with what it needs. A new one is a folder, and one line here. */
function pagesOf(
  ground: Ground,
  parts: PagesParts & { readonly publicSite: OpenPublicSite },
  shell: Shell,
): PortalPart[] {
  const { config, endpoints, rooms, papersOf } = ground;
  const { kept, access, desks, watched, incidents, mailing, demonstration, publicSite } = parts;
  const { subscriptions, support, letters, habilitations, consommations } = parts;
  const { publicUrl } = config;
  const status = statusSource(watched, incidents.ongoing);
  const visits = { ...access, ...desks, cookie: sessionCookie(publicUrl) };
  const told = { ...incidents, ...shell, endpoints, publicUrl };
  const guide = openGuide(ground, demonstration.firstCall);
  const console = openConsole(ground, { ...parts, ...shell });
  const catalogue = { rooms, papersOf, publicUrl, token: demonstration.token, drawSpecimen };
  const faq = faqSource(publicSite.publicSite.questions);
  const cases = useCaseSource(publicSite.publicSite.useCases);
  const written = letterSource(letters.published);
  const touched = { ceQuiTouche: consommations.ceQuiTouche, endpoints };
  return [
    (app) => publicPages(app, { ...publicSite, ...shell, status, publicUrl }),
    (app) => catalogueRoutes(app, { ...shell, status, catalogue, console: console.ground }),
    (app) => consoleRoutes(app, { console }),
    (app) => developerRoutes(app, { guide }),
    (app) => documentationRoutes(app, { guide }),
    (app) => searchRoutes(app, { sources: [guideSource(guide), catalogueSource(catalogue), faq, cases, written] }),
    (app) => statusRoutes(app, { status }),
    (app) => statisticsRoutes(app, { usage: recentUsage({ ...watched, store: usageStore(kept.db) }) }),
    (app) => incidentRoutes(app, told),
    (app) => maintenanceRoutes(app, told),
    (app) => subscriptionRoutes(app, { ...access, ...shell, endpoints, subscriptions: subscriptions.desk }),
    (app) => supportRoutes(app, { ...access, ...shell, endpoints, support, mentions: publicSite.publicSite.mentions }),
    (app) => letterRoutes(app, { ...access, ...shell, ...letters }),
    (app) => accessRoutes(app, { habilitations, delai: habilitations.delai }),
    (app) => formulaireRoutes(app, { habilitations, cgu: publicSite.publicSite.cgu[0].version }),
    (app) => loginRoutes(app, { ...visits, ...shell }),
    (app) => signUpRoutes(app, visits),
    (app) => passwordRoutes(app, visits),
    (app) => secondFactorRoutes(app, visits),
    (app) => profileRoutes(app, visits),
    (app) => ownDataRoutes(app, visits),
    (app) => organisationRoutes(app, visits),
    (app) => invitationRoutes(app, visits),
    (app) => accountRoutes(app, { ...visits, attentes: attentesDe(habilitations.suivi), ...touched }),
    (app) => followRoutes(app, habilitations),
    (app) => consumptionRoutes(app, { ...access, ...consommations }),
    ...parts.jetons.pages,
    (app) => notificationRoutes(app, { preferences: instructionPreferences(kept) }),
    (app) => administrationRoutes(app),
    (app) => accountAdministration(app, visits),
    (app) => journalRoutes(app, { journal: administrationJournal(kept.db) }),
    (app) => incidentAdministration(app, told),
    (app) => maintenanceAdministration(app, told),
    (app) => ticketAdministration(app, { endpoints, support }),
    (app) => letterAdministration(app, { ...shell, ...letters }),
    (app) => instructionRoutes(app, { ...parts.habilitations, publicUrl }),
    (app) => alertRoutes(app, { alerts: alertBook(ground, kept) }),
    (app) => sandboxRoutes(app, mailing),
  ];
}
