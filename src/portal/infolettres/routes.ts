import type { FastifyInstance } from 'fastify';
import { idOfSlug, letterPath, letterSlug } from '../../letters/addresses.ts';
import { isLetterList } from '../../letters/lists.ts';
import type { LetterReader } from '../../letters/reader.ts';
import type { LetterSubscribers } from '../../letters/subscriber-desk.ts';
import type { PortalAccess } from '../shared/access.ts';
import { textOf } from '../shared/form-body.ts';
import { sendFresh } from '../shared/fresh.ts';
import { letterPage } from '../shared/letter-page.tsx';
import { sendPage } from '../shared/page.ts';
import type { Site } from '../views/frame.ts';
import { pageAsked } from '../views/pagination.tsx';
import { archivesPage } from './archives-page.tsx';
import { atomFeed } from './atom-feed.ts';
import { keyedRoutes } from './keyed-routes.ts';
import { subscribePage } from './subscribe-page.tsx';
import { blank, readWish, typedIn } from './wish.ts';

interface LetterRoutesOptions extends Pick<PortalAccess, 'browserOf' | 'publicUrl'> {
  readonly site: Site;
  readonly subscribers: LetterSubscribers;
  readonly letterReader: LetterReader;
}

const HOUR_S = 3600;
const SHOWN = 3;

/** To receive letters, without an account, and to read those that were sent. */
export async function letterRoutes(app: FastifyInstance, options: LetterRoutesOptions): Promise<void> {
  const { subscribers, letterReader, site, publicUrl, browserOf } = options;
  const latest = async () => (await letterReader.latest()).slice(0, SHOWN);

  app.get<{ Querystring: { demande?: unknown } }>('/infolettres', async ({ frame, query }, reply) => {
    const outcome = query.demande === 'envoyee' ? ({ outcome: 'sent' } as const) : {};
    return sendPage(reply, subscribePage({ frame, typed: blank, latest: await latest(), ...outcome }));
  });

  app.post('/infolettres', { config: { form: 'visiteur' } }, async (request, reply) => {
    const { frame } = request;
    const typed = typedIn(request.body);
    const read = readWish(typed);
    if ('errors' in read) {
      const page = { frame, typed, latest: await latest(), errors: read.errors };
      return sendPage(reply.code(422), subscribePage(page));
    }
    const outcome = await subscribers.ask(read.wish, browserOf(request).address);
    if (outcome === 'sent') return reply.redirect('/infolettres?demande=envoyee', 303);
    reply.code(429).header('Retry-After', HOUR_S);
    return sendPage(reply, subscribePage({ frame, typed, latest: await latest(), outcome }));
  });

  app.get<{ Querystring: { page?: unknown } }>('/infolettres/archives', async ({ frame, query }, reply) => {
    const asked = textOf(query, 'genre');
    const genre = isLetterList(asked) ? asked : null;
    const letters = await letterReader.archives(genre, pageAsked(query.page, Number.MAX_SAFE_INTEGER));
    return sendPage(reply, archivesPage({ frame, letters, genre }));
  });

  app.get<{ Params: { slug: string } }>('/infolettres/archives/:slug', async ({ params: { slug }, frame }, reply) => {
    const id = idOfSlug(slug);
    const letter = id === null ? null : await letterReader.archived(id);
    if (letter === null) return reply.callNotFound();
    // Its number finds it; its words are those of its title.
    if (slug !== letterSlug(letter)) return reply.redirect(letterPath(letter), 301);
    return sendPage(reply, letterPage({ frame, letter, publicUrl }));
  });

  app.get('/infolettres.atom', async (request, reply) => {
    const body = atomFeed({ letters: await letterReader.latest(), publicUrl, service: site.brand.service });
    return sendFresh(request, reply, { type: 'application/atom+xml; charset=utf-8', body });
  });

  await app.register(keyedRoutes, { subscribers });
}
