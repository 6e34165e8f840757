import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Autorisation } from '../../attestations/agents.ts';
import { agentsParDemande } from '../../attestations/regles.ts';
import { parisLocal } from '../../core/dates/paris-local.ts';
import { parisMidnight } from '../../core/dates/paris-midnight.ts';
import { canonicalEmail } from '../../core/email.ts';
import type { HabilitationUtilisable } from '../../records/agents-habilites.ts';
import { textOf } from '../shared/form-body.ts';
import { FormReading } from '../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf } from '../shared/session.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { pageAsked } from '../views/pagination.tsx';
import { agentsOf } from './addresses.ts';
import { agentsDone, agentsPage, withdrawPage } from './agents-page.tsx';
import type { AttestationsOptions } from './options.ts';

type ById = { Params: { id: string } };
type ByAgent = { Params: { id: string; agent: string } };

const AGENTS = '/compte/habilitations/:id/agents';
const ANY_PAGE = 1_000_000;
const HOUR_S = 3600;

interface Shown {
  readonly typed?: { readonly email: string; readonly fin: string };
  readonly errors?: FieldErrors;
  readonly refusal?: string;
}

/** Whom the applicant lets in; nobody else has these pages. */
export function agentRoutes(app: FastifyInstance, { agents, browserOf, now }: AttestationsOptions): void {
  const mine = (request: FastifyRequest<ById>) => agents.mienne(openSessionOf(request).compte.id, request.params.id);

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    { habilitation, ...shown }: Shown & { readonly habilitation: HabilitationUtilisable },
  ): Promise<FastifyReply> {
    const lus = await agents.lire(habilitation, pageAsked(textOf(request.query, 'page'), ANY_PAGE));
    const done = agentsDone[textOf(request.query, 'fait')] ?? null;
    const empty = { email: '', fin: '' };
    const { frame } = request;
    return sendPage(reply, agentsPage({ frame, habilitation, lus, typed: empty, done, now: now(), ...shown }));
  }

  app.get<ById>(AGENTS, async (request, reply) => {
    const habilitation = await mine(request);
    return habilitation === null ? sendNotFound(reply) : send(request, reply, { habilitation });
  });

  app.post<ById>(AGENTS, async (request, reply) => {
    const habilitation = await mine(request);
    if (habilitation === null) return sendNotFound(reply);
    const typed = { email: textOf(request.body, 'email'), fin: textOf(request.body, 'fin') };
    if (habilitation.etat !== 'active') {
      const refusal = 'Cette habilitation n’est plus en vigueur : elle ne peut être ouverte à personne';
      return send(request, reply.code(409), { habilitation, typed, refusal });
    }
    const read = readAgent(request.body, now());
    if ('errors' in read) return send(request, reply.code(422), { habilitation, typed, errors: read.errors });
    const adresse = browserOf(request).address;
    const outcome = await agents.autoriser(openSessionOf(request).compte, habilitation, { ...read, adresse });
    if (outcome === 'faite') return reply.redirect(`${agentsOf(habilitation.id)}?fait=autorise`, 303);
    if (outcome !== 'trop')
      return send(request, reply.code(422), { habilitation, typed, errors: { email: refusals[outcome] } });
    reply.code(429).header('Retry-After', HOUR_S);
    return send(request, reply, { habilitation, typed, refusal: 'Trop d’invitations : réessayez dans une heure' });
  });

  app.get<ByAgent>(`${AGENTS}/:agent/retirer`, async (request, reply) => {
    const habilitation = await mine(request);
    const agent = habilitation === null ? null : await agents.trouver(habilitation, request.params.agent);
    if (habilitation === null || agent === null) return sendNotFound(reply);
    return sendPage(reply, withdrawPage(request.frame, habilitation, agent));
  });

  app.post<ByAgent>(`${AGENTS}/:agent/retirer`, async (request, reply) => {
    const habilitation = await mine(request);
    const { compte } = openSessionOf(request);
    if (habilitation === null || !(await agents.retirer(compte, habilitation, request.params.agent)))
      return sendNotFound(reply);
    return reply.redirect(`${agentsOf(habilitation.id)}?fait=retire`, 303);
  });
}

const refusals: Readonly<Record<Exclude<Autorisation, 'faite' | 'trop'>, string>> = {
  deja: 'Cet agent est déjà autorisé. Pour changer sa date de fin, retirez-le, puis autorisez-le de nouveau.',
  complet: `Vous avez déjà autorisé ${agentsParDemande} agents : retirez-en un d’abord.`,
  soi: 'C’est votre propre adresse : vous pouvez déjà consulter.',
};

const DAY_MS = 86_400_000;
/** A day of Paris has 23 to 25 hours: its middle and a half more is in the next one. */
const NEXT_DAY_MS = 1.5 * DAY_MS;

function readAgent(
  body: unknown,
  now: Date,
): { readonly email: string; readonly fin: Date | null } | { readonly errors: FieldErrors } {
  const form = new FormReading(body);
  const email = canonicalEmail(form.text('email', { max: 300 }));
  if (email === null) form.refuse('email', 'Saisissez une adresse complète, comme prenom.nom@ministere.example.');
  const fin = form.text('fin', { max: 30 });
  const end = fin === '' ? null : eveningOf(fin);
  if (fin !== '' && end === null) form.refuse('fin', 'Donnez un jour qui existe, comme 2027-06-30 (30 juin 2027).');
  if (end !== null && end <= now) form.refuse('fin', 'Ce jour est passé : donnez-en un à venir, ou aucun.');
  return form.isRefused || email === null ? { errors: form.errors } : { email, fin: end };
}

/** The midnight that ends a day of Paris. */
function eveningOf(day: string): Date | null {
  const begins = /^\d{4}-\d{2}-\d{2}$/.test(day) ? parisMidnight(day) : null;
  if (begins === null) return null;
  const next = new Date(begins * 1000 + NEXT_DAY_MS);
  const ends = parisMidnight(parisLocal(next).slice(0, 'AAAA-MM-JJ'.length));
  return ends === null ? null : new Date(ends * 1000);
}
