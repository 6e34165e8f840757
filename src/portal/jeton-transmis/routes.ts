import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Endpoint } from '../../core/endpoint.ts';
import type { OuvertureDeLiens } from '../../jetons/transmission/ouverture.ts';
import type { PortalAccess } from '../shared/access.ts';
import { sendPage } from '../shared/page.ts';
import { hideAddresses, type Keyed, keyed } from '../shared/secret-address.ts';
import type { Frame } from '../views/frame.ts';
import { deadLinkPage, tooManyViewsPage, unknownLinkPage } from './dead-pages.tsx';
import { shownPage } from './shown-page.tsx';
import { warningPage } from './warning-page.tsx';

interface HandedOverOptions extends Pick<PortalAccess, 'browserOf' | 'publicUrl'> {
  readonly ouverture: OuvertureDeLiens;
  readonly endpoints: readonly Endpoint[];
}

const STATUSES = { inconnu: 404, fini: 410, trop: 429 } as const;
/** A link does not outlive its four hours: an hour is long enough to come back for another. */
const RETRY_S = 3600;

/** What the link of a token opens, for whoever has it: looking at the page shows nothing, its button does. */
export async function handedOverRoutes(app: FastifyInstance, options: HandedOverOptions): Promise<void> {
  const { ouverture, endpoints, browserOf, publicUrl } = options;
  hideAddresses(app);

  app.get<Keyed>('/jeton/:cle', keyed, async ({ params: { cle }, frame }, reply) => {
    const opened = await ouverture.lire(cle);
    return opened.etat === 'ouvert'
      ? sendPage(reply, warningPage({ frame, cle, ouvert: opened }))
      : sendDead(reply, frame, opened);
  });

  app.post<Keyed>('/jeton/:cle', keyed, async (request, reply) => {
    const { frame } = request;
    const opened = await ouverture.afficher(request.params.cle, browserOf(request).address);
    return opened.etat === 'ouvert'
      ? sendPage(reply, shownPage({ frame, ouvert: opened, endpoints, publicUrl }))
      : sendDead(reply, frame, opened);
  });
}

type Dead = Exclude<Awaited<ReturnType<OuvertureDeLiens['afficher']>>, { readonly etat: 'ouvert' }>;

function sendDead(reply: FastifyReply, frame: Frame, dead: Dead): FastifyReply {
  reply.code(STATUSES[dead.etat]);
  if (dead.etat === 'inconnu') return sendPage(reply, unknownLinkPage(frame));
  if (dead.etat === 'fini') return sendPage(reply, deadLinkPage({ frame, ...dead }));
  return sendPage(reply.header('Retry-After', RETRY_S), tooManyViewsPage(frame));
}
