import type { FastifyInstance } from 'fastify';
import { valuesOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { byProvider } from '../shared/service-lists.ts';
import { keyedRoutes } from './keyed-routes.ts';
import type { SubscriptionRoutesOptions } from './routes-options.ts';
import { subscribePage } from './subscribe-page.tsx';
import { ALL, type FormRules, isWish, readWish, typedIn } from './wish.ts';

const HOUR_S = 3600;

/** To be told of incidents and maintenances, without an account. */
export async function subscriptionRoutes(app: FastifyInstance, options: SubscriptionRoutesOptions): Promise<void> {
  const { subscriptions, endpoints, site, browserOf } = options;
  const groups = byProvider(endpoints);
  const rules: FormRules = { known: endpoints.map(({ name }) => name), sandbox: site.sandbox };
  const blank = { email: '', sorte: 'courriel', url: '', services: [ALL] } as const;

  app.get<{ Querystring: { demande?: unknown } }>('/abonnements', async (request, reply) => {
    const { frame, query } = request;
    const asked = valuesOf(query, 'service').filter((service) => rules.known.includes(service));
    const typed = asked.length === 0 ? blank : { ...blank, services: asked };
    const outcome = query.demande === 'envoyee' ? ({ outcome: 'sent' } as const) : {};
    return sendPage(reply, subscribePage({ frame, groups, typed, ...outcome }));
  });

  app.post('/abonnements', { config: { form: 'visiteur' } }, async (request, reply) => {
    const { frame } = request;
    const typed = typedIn(request.body);
    const wish = readWish(typed, rules);
    if (!isWish(wish)) return sendPage(reply.code(422), subscribePage({ frame, groups, typed, errors: wish }));
    const outcome = await subscriptions.ask(wish, browserOf(request).address);
    if (outcome === 'sent') return reply.redirect('/abonnements?demande=envoyee', 303);
    reply.code(429).header('Retry-After', HOUR_S);
    return sendPage(reply, subscribePage({ frame, groups, typed, outcome }));
  });

  await app.register(keyedRoutes, { ...options, groups });
}
