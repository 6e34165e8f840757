import { createPortal, type Portal } from '../portal/portal.ts';
import type { PortalAccess } from '../portal/shared/access.ts';
import { currentNotices } from '../portal/shared/current-notices.ts';
import { readBrand } from '../portal/views/brand.ts';
import { statusSource } from '../watch/status-source.ts';
import type { WatchOptions } from '../watch/watch-options.ts';
import { alertBook } from './alert-book.ts';
import type { Demonstration } from './demonstration.ts';
import type { Ground } from './ground.ts';
import { openGuide } from './guide.ts';
import type { Incidents } from './incidents.ts';
import type { Kept } from './kept.ts';
import type { Mailing } from './mailing.ts';
import type { Opened } from './opened.ts';
import { drawSpecimen } from './specimen.ts';

interface PagesParts {
  readonly kept: Kept;
  readonly access: PortalAccess;
  readonly watched: WatchOptions;
  readonly incidents: Incidents;
  readonly mailing: Mailing;
  readonly demonstration: Demonstration;
}

/** The pages beside the corridor; documents and the sign of life alone, without the role of the portal. */
export async function openPages(
  ground: Ground,
  { kept, access, watched, incidents, mailing, demonstration }: PagesParts,
  opened: Opened,
): Promise<Portal> {
  const { config, endpoints, places, rooms, papersOf, clock, log } = ground;
  const { ongoing } = incidents;
  const portal = await createPortal({
    hasPages: config.roles.has('portal'),
    site: {
      brand: readBrand(config.brandFile),
      sandbox: config.sandbox,
      notices: () => currentNotices(ongoing, new Date(clock.now())),
    },
    access,
    status: statusSource(watched, ongoing),
    endpoints,
    reader: incidents.reader,
    incidentDesk: incidents.incidentDesk,
    maintenanceDesk: incidents.maintenanceDesk,
    publicUrl: config.publicUrl,
    alerts: alertBook(ground, kept),
    documents: kept.documents,
    catalogue: { rooms, papersOf, publicUrl: config.publicUrl, token: demonstration.token, drawSpecimen },
    guide: openGuide(ground, demonstration.firstCall),
    mailbox: mailing.mailbox,
    staticDirectory: places.statics,
    firstCall: demonstration.firstCall,
    logError: (error, requestId) => log.error({ err: error, request_id: requestId }, 'portail'),
  });
  return opened.add(portal, (it) => it.close());
}
