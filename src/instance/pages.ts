import { createPortal, type Portal } from '../portal/portal.ts';
import { readBrand } from '../portal/views/brand.ts';
import { statusSource } from '../watch/status-source.ts';
import type { WatchOptions } from '../watch/watch-options.ts';
import type { Demonstration } from './demonstration.ts';
import type { Ground } from './ground.ts';
import { openGuide } from './guide.ts';
import type { Kept } from './kept.ts';
import type { Opened } from './opened.ts';
import { drawSpecimen } from './specimen.ts';

interface PagesParts {
  readonly kept: Kept;
  readonly watched: WatchOptions;
  readonly sandbox: boolean;
  readonly demonstration: Demonstration;
}

/** The pages beside the corridor. */
export async function openPages(
  ground: Ground,
  { kept, watched, sandbox, demonstration: { firstCall, token } }: PagesParts,
  opened: Opened,
): Promise<Portal> {
  const { config, places, rooms, papersOf, log } = ground;
  const portal = await createPortal({
    frame: { brand: readBrand(config.brandFile), sandbox },
    status: statusSource(watched),
    documents: kept.documents,
    catalogue: { rooms, papersOf, publicUrl: config.publicUrl, token, drawSpecimen },
    guide: openGuide(ground, { sandbox, firstCall }),
    staticDirectory: places.statics,
    firstCall,
    logError: (error, requestId) => log.error({ err: error, request_id: requestId }, 'portail'),
  });
  return opened.add(portal, (it) => it.close());
}
