import { createPortal, type Portal } from '../portal/portal.ts';
import type { PortalAccess } from '../portal/shared/access.ts';
import { readBrand } from '../portal/views/brand.ts';
import { statusSource } from '../watch/status-source.ts';
import type { WatchOptions } from '../watch/watch-options.ts';
import { alertBook } from './alert-book.ts';
import type { Demonstration } from './demonstration.ts';
import type { Ground } from './ground.ts';
import { openGuide } from './guide.ts';
import type { Kept } from './kept.ts';
import type { Mailing } from './mailing.ts';
import type { Opened } from './opened.ts';
import { drawSpecimen } from './specimen.ts';

interface PagesParts {
  readonly kept: Kept;
  readonly access: PortalAccess;
  readonly watched: WatchOptions;
  readonly mailing: Mailing;
  readonly demonstration: Demonstration;
}

/** The pages beside the corridor; documents and the sign of life alone, without the role of the portal. */
export async function openPages(
  ground: Ground,
  { kept, access, watched, mailing, demonstration }: PagesParts,
  opened: Opened,
): Promise<Portal> {
  const { config, places, rooms, papersOf, log } = ground;
  const portal = await createPortal({
    hasPages: config.roles.has('portal'),
    site: { brand: readBrand(config.brandFile), sandbox: config.sandbox },
    access,
    status: statusSource(watched),
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
