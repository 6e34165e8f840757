import type { FastifyInstance } from 'fastify';
import { valuesOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { hideAddresses, keyed, takeOneClick } from '../shared/secret-address.ts';
import type { ProviderServices } from '../shared/service-lists.ts';
import { confirmPage, deadLinkPage } from './confirm-page.tsx';
import { leavePage, leftPage, preferencesPage } from './preferences-page.tsx';
import type { SubscriptionRoutesOptions } from './routes-options.ts';
import { secretPage } from './secret-page.tsx';
import { ALL, readServices } from './wish.ts';

interface KeyedRoutesOptions extends SubscriptionRoutesOptions {
  readonly groups: readonly ProviderServices[];
}

type Keyed = { Params: { cle: string }; Querystring: { fait?: unknown } };

/** What the links of our mails open. */
export async function keyedRoutes(app: FastifyInstance, options: KeyedRoutesOptions): Promise<void> {
  const { subscriptions, endpoints, groups } = options;
  const known = endpoints.map(({ name }) => name);
  hideAddresses(app);
  takeOneClick(app);

  app.get<Keyed>('/abonnements/confirmation/:cle', keyed, async ({ params, frame }, reply) => {
    const demande = await subscriptions.pending(params.cle);
    if (demande === null) return sendPage(reply.code(404), deadLinkPage(frame, 'confirmation'));
    return sendPage(reply, confirmPage({ frame, demande, endpoints, key: params.cle }));
  });

  app.post<Keyed>('/abonnements/confirmation/:cle', keyed, async ({ params, frame }, reply) => {
    const confirmed = await subscriptions.confirm(params.cle);
    if (confirmed === null) return sendPage(reply.code(404), deadLinkPage(frame, 'confirmation'));
    const { key } = confirmed;
    const { url, secret } = confirmed.abonnement;
    if (secret !== null) return sendPage(reply, secretPage({ frame, url, secret, key }));
    return reply.redirect(`/abonnements/preferences/${key}?fait=confirme`, 303);
  });

  app.get<Keyed>('/abonnements/preferences/:cle', keyed, async ({ params: { cle }, query, frame }, reply) => {
    const abonnement = await subscriptions.find(cle);
    if (abonnement === null) return sendPage(reply.code(404), deadLinkPage(frame, 'preferences'));
    if (abonnement.desinscrit_le !== null) return sendPage(reply, leftPage(frame));
    const checked = abonnement.endpoints.length === 0 ? [ALL] : abonnement.endpoints;
    const { fait } = query;
    const done = fait === 'confirme' || fait === 'enregistre' ? fait : null;
    return sendPage(reply, preferencesPage({ frame, abonnement, groups, checked, key: cle, done }));
  });

  app.post<Keyed>('/abonnements/preferences/:cle', keyed, async ({ params: { cle }, body, frame }, reply) => {
    const abonnement = await subscriptions.find(cle);
    if (abonnement === null) return sendPage(reply.code(404), deadLinkPage(frame, 'preferences'));
    const checked = valuesOf(body, 'service');
    const chosen = readServices(checked, known);
    if (typeof chosen === 'string') {
      const page = { frame, abonnement, groups, checked, key: cle, done: null, error: chosen };
      return sendPage(reply.code(422), preferencesPage(page));
    }
    const changed = await subscriptions.change(cle, chosen);
    return reply.redirect(`/abonnements/preferences/${cle}${changed ? '?fait=enregistre' : ''}`, 303);
  });

  app.get<Keyed>('/abonnements/preferences/:cle/desinscription', keyed, async ({ params, frame }, reply) => {
    const abonnement = await subscriptions.find(params.cle);
    if (abonnement === null) return sendPage(reply.code(404), deadLinkPage(frame, 'preferences'));
    if (abonnement.desinscrit_le !== null) return sendPage(reply, leftPage(frame));
    return sendPage(reply, leavePage(frame, abonnement, params.cle));
  });

  // No redirection: who answers one click of a mail program must not.
  app.post<Keyed>('/abonnements/preferences/:cle/desinscription', keyed, async ({ params, frame }, reply) => {
    const abonnement = await subscriptions.find(params.cle);
    if (abonnement === null) return sendPage(reply.code(404), deadLinkPage(frame, 'preferences'));
    await subscriptions.leave(params.cle);
    return sendPage(reply, leftPage(frame));
  });
}
