import type { FastifyInstance } from 'fastify';
import { isLetterList } from '../../letters/lists.ts';
import type { LetterSubscribers } from '../../letters/subscriber-desk.ts';
import { textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { hideAddresses, keyed, takeOneClick } from '../shared/secret-address.ts';
import { confirmPage, deadLinkPage } from './confirm-page.tsx';
import { leavePage, leftPage, preferencesPage } from './preferences-page.tsx';
import { listsIn } from './wish.ts';

type Keyed = { Params: { cle: string } };
type Leaving = { Params: { cle: string; liste?: string } };

const PREFERENCES = '/infolettres/preferences/:cle';

/** What the links of our letters open. */
export async function keyedRoutes(
  app: FastifyInstance,
  { subscribers }: { readonly subscribers: LetterSubscribers },
): Promise<void> {
  hideAddresses(app);
  takeOneClick(app);

  app.get<Keyed>('/infolettres/confirmation/:cle', keyed, async ({ params: { cle: key }, frame }, reply) => {
    const demande = await subscribers.pending(key);
    if (demande === null) return sendPage(reply.code(404), deadLinkPage(frame, 'confirmation'));
    return sendPage(reply, confirmPage({ frame, demande, key }));
  });

  app.post<Keyed>('/infolettres/confirmation/:cle', keyed, async ({ params, frame }, reply) => {
    const key = await subscribers.confirm(params.cle);
    if (key === null) return sendPage(reply.code(404), deadLinkPage(frame, 'confirmation'));
    return reply.redirect(`/infolettres/preferences/${key}?fait=confirme`, 303);
  });

  app.get<Keyed>(PREFERENCES, keyed, async ({ params: { cle: key }, query, frame }, reply) => {
    const abonne = await subscribers.find(key);
    if (abonne === null) return sendPage(reply.code(404), deadLinkPage(frame, 'preferences'));
    if (abonne.desinscrit_le !== null) return sendPage(reply, leftPage({ frame, key, kept: [] }));
    const fait = textOf(query, 'fait');
    const done = fait === 'confirme' || fait === 'enregistre' ? fait : null;
    return sendPage(reply, preferencesPage({ frame, abonne, key, done }));
  });

  app.post<Keyed>(PREFERENCES, keyed, async ({ params: { cle: key }, body, frame }, reply) => {
    const abonne = await subscribers.find(key);
    if (abonne === null) return sendPage(reply.code(404), deadLinkPage(frame, 'preferences'));
    // Ticking nothing is leaving, which the page that follows says.
    const changed = await subscribers.change(key, listsIn(body));
    return reply.redirect(`/infolettres/preferences/${key}${changed ? '?fait=enregistre' : ''}`, 303);
  });

  const addresses = [`${PREFERENCES}/desinscription`, `${PREFERENCES}/desinscription/:liste`];
  for (const address of addresses) {
    app.get<Leaving>(address, keyed, async ({ params: { cle: key, liste = null }, frame }, reply) => {
      const abonne = await subscribers.find(key);
      if (abonne === null || !isLeaving(liste)) return sendPage(reply.code(404), deadLinkPage(frame, 'preferences'));
      const { listes: kept } = abonne;
      if (liste === null ? kept.length === 0 : !kept.includes(liste))
        return sendPage(reply, leftPage({ frame, key, kept }));
      return sendPage(reply, leavePage({ frame, abonne, key, liste }));
    });

    // No redirection: who answers one click of a mail program must not.
    app.post<Leaving>(address, keyed, async ({ params: { cle: key, liste = null }, frame }, reply) => {
      if (!isLeaving(liste) || (await subscribers.find(key)) === null)
        return sendPage(reply.code(404), deadLinkPage(frame, 'preferences'));
      await subscribers.leave(key, liste);
      const kept = (await subscribers.find(key))?.listes ?? [];
      return sendPage(reply, leftPage({ frame, key, kept }));
    });
  }
}

/** One list, or all of them. */
const isLeaving = (liste: string | null) => liste === null || isLetterList(liste);
