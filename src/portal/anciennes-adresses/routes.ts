import type { FastifyInstance } from 'fastify';

/** Addresses of the past and where their pages are now: old links and old mails still lead somewhere. */
const moved: Readonly<Record<string, string>> = {
  '/doc': '/documentation',
  '/real_time': '/etat-des-services',
  '/demander_un_acces': '/demander-un-acces',
  '/me/tokens': '/compte/jetons',
  '/cas_usage': '/cas-usage',
  '/use_cases': '/cas-usage',
  '/infolettre': '/infolettres',
  '/newsletters': '/infolettres/archives',
  ...Object.fromEntries(
    [
      ['marches_publics', 'marches-publics'],
      ['aides_publiques', 'aides-publiques'],
      ['preremplissage', 'pre-remplissage'],
      ['detection_fraude', 'detection-fraude'],
      ['covid_19', 'covid-19'],
      ['editeurs', 'editeurs'],
      ['formulaires_preremplis_editeurs', 'editeurs'],
    ].flatMap(([old, slug]) => ['cas_usage', 'use_cases'].map((room) => [`/${room}/${old}`, `/cas-usage/${slug}`])),
  ),
};

export async function formerAddresses(app: FastifyInstance): Promise<void> {
  for (const [old, now] of Object.entries(moved)) {
    app.get(old, async (_request, reply) => reply.redirect(now, 301));
  }
}
