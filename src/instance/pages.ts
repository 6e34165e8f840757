import { createPortal, type Portal } from '../portal/portal.ts';
import type { PortalAccess } from '../portal/shared/access.ts';
import { currentNotices } from '../portal/shared/current-notices.ts';
import { readBrand } from '../portal/views/brand.ts';
import { statusSource } from '../watch/status-source.ts';
import type { WatchOptions } from '../watch/watch-options.ts';
import type { Admission } from './admission.ts';
import { alertBook } from './alert-book.ts';
import type { Ground } from './ground.ts';
import type { Incidents } from './incidents.ts';
import type { Kept } from './kept.ts';
import type { Mailing } from './mailing.ts';
import type { Opened } from './opened.ts';
import { openPublicSite } from './public-site.ts';

interface PagesParts {
  readonly kept: Kept;
  readonly admission: Admission;
  readonly access: PortalAccess;
  readonly watched: WatchOptions;
  readonly incidents: Incidents;
  readonly mailing: Mailing;
  /** The first call to try, as a shell command. */
  readonly firstCall: string;
}

/** The pages beside the corridor; documents and the sign of life alone, without the role of the portal. */
export async function openPages(
  ground: Ground,
  { kept, admission, access, watched, incidents, mailing, firstCall }: PagesParts,
  opened: Opened,
): Promise<Portal> {
  const { config, endpoints, places, clock, log } = ground;
  const { ongoing } = incidents;
  const { publicSite, demonstration, announced, conformity } = openPublicSite(ground, { kept, admission, firstCall });
  const portal = await createPortal({
    hasPages: config.roles.has('portal'),
    site: {
      brand: readBrand(config.brandFile),
      sandbox: config.sandbox,
      conformity,
      notices: () => [...announced(), ...currentNotices(ongoing, new Date(clock.now()))],
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
    mailbox: mailing.mailbox,
    staticDirectory: places.statics,
    publicSite,
    demonstration,
    logError: (error, requestId) => log.error({ err: error, request_id: requestId }, 'portail'),
  });
  return opened.add(portal, (it) => it.close());
}
