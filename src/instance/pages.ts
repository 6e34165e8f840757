import { createPortal, type Portal } from '../portal/portal.ts';
import type { PortalAccess } from '../portal/shared/access.ts';
import { readBrand } from '../portal/views/brand.ts';
import { statusSource } from '../watch/status-source.ts';
import type { WatchOptions } from '../watch/watch-options.ts';
import type { Admission } from './admission.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import type { Mailing } from './mailing.ts';
import type { Opened } from './opened.ts';
import { openPublicSite } from './public-site.ts';

interface PagesParts {
  readonly kept: Kept;
  readonly admission: Admission;
  readonly access: PortalAccess;
  readonly watched: WatchOptions;
  readonly mailing: Mailing;
  /** The first call to try, as a shell command. */
  readonly firstCall: string;
}

/** The pages beside the corridor; documents and the sign of life alone, without the role of the portal. */
export async function openPages(
  ground: Ground,
  { kept, admission, access, watched, mailing, firstCall }: PagesParts,
  opened: Opened,
): Promise<Portal> {
  const { config, places, log } = ground;
  const { publicSite, demonstration, said } = openPublicSite(ground, { kept, admission, firstCall });
  const portal = await createPortal({
    hasPages: config.roles.has('portal'),
    site: { brand: readBrand(config.brandFile), sandbox: config.sandbox, ...said },
    access,
    status: statusSource(watched),
    documents: kept.documents,
    mailbox: mailing.mailbox,
    staticDirectory: places.statics,
    publicSite,
    demonstration,
    logError: (error, requestId) => log.error({ err: error, request_id: requestId }, 'portail'),
  });
  return opened.add(portal, (it) => it.close());
}
