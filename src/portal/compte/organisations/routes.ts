import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Membership, MembershipDesk } from '../../../accounts/memberships.ts';
import { canonicalEmail } from '../../../core/email.ts';
import { parseSiret } from '../../../core/identifiers/siret.ts';
import type { PortalAccess } from '../../shared/access.ts';
import { textOf } from '../../shared/form-body.ts';
import { sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { type Done, doneSentences, ORGANISATIONS, organisationsPage } from './list-page.tsx';
import { leavePage, organisationPage } from './organisation-page.tsx';

const HOUR_S = 3600;

interface OrganisationOptions extends Pick<PortalAccess, 'browserOf'> {
  readonly memberships: MembershipDesk;
}

type WithSiret = { Params: { siret: string } };
type WithId = { Params: { id: string } };
type WithBoth = { Params: { siret: string; id: string } };

/** One's organisations, and one's colleagues there. */
export async function organisationRoutes(app: FastifyInstance, options: OrganisationOptions): Promise<void> {
  const { memberships, browserOf } = options;
  app.addHook('preHandler', requireRole());
  const sayDone = (reply: FastifyReply, address: string, done: Done) => reply.redirect(`${address}?fait=${done}`, 303);

  const sendList = async (
    request: FastifyRequest,
    reply: FastifyReply,
    more: { siret?: string; errors?: Record<string, string> },
  ): Promise<FastifyReply> => {
    const { compte } = openSessionOf(request);
    const lists = { memberships: await memberships.of(compte), received: await memberships.received(compte) };
    const done = doneOf(textOf(request.query, 'fait'));
    return sendPage(reply, organisationsPage({ frame: request.frame, ...lists, siret: '', done, ...more }));
  };

  app.get(ORGANISATIONS, async (request, reply) => sendList(request, reply, {}));

  app.post(ORGANISATIONS, async (request, reply) => {
    const typed = textOf(request.body, 'siret');
    const refuse = (sentence: string) =>
      sendList(request, reply.code(422), { siret: typed, errors: { siret: sentence } });
    const siret = parseSiret(typed.replace(/\s/g, ''));
    if (siret === null) return refuse('Saisissez les 14 chiffres du SIRET, sans erreur : il a une clé de contrôle.');
    const outcome = await memberships.declare(openSessionOf(request).compte, siret);
    if (outcome === 'known') return refuse('Cette organisation est déjà sur votre compte.');
    if (outcome === 'too_many') return refuse('Votre compte a déjà vingt organisations : quittez-en une d’abord.');
    return sayDone(reply, ORGANISATIONS, 'declaree');
  });

  app.post<WithId>(`${ORGANISATIONS}/invitations/:id/accepter`, async (request, reply) => {
    const mine = await memberships.accept(openSessionOf(request).compte, request.params.id);
    return mine === null
      ? reply.callNotFound()
      : sayDone(reply, `${ORGANISATIONS}/${mine.rattachement.siret}`, 'acceptee');
  });

  app.post<WithId>(`${ORGANISATIONS}/invitations/:id/refuser`, async (request, reply) => {
    const declined = await memberships.decline(openSessionOf(request).compte, request.params.id);
    return declined ? sayDone(reply, ORGANISATIONS, 'refusee') : reply.callNotFound();
  });

  /** An organisation of who asks; null when it is not his. */
  const mine = (request: FastifyRequest<WithSiret>): Promise<Membership | null> =>
    memberships.find(openSessionOf(request).compte, request.params.siret);
  /** The same, of which he is known to be. */
  const known = async (request: FastifyRequest<WithSiret>): Promise<Membership | null> => {
    const found = await mine(request);
    return found === null || found.rattachement.verifie_le === null ? null : found;
  };

  const sendOne = async (
    request: FastifyRequest<WithSiret>,
    reply: FastifyReply,
    {
      membership,
      ...more
    }: { membership: Membership; email?: string; errors?: Record<string, string>; refusal?: string },
  ): Promise<FastifyReply> => {
    const { siret, verifie_le } = membership.rattachement;
    const colleagues = verifie_le === null ? null : await memberships.colleagues(siret);
    const shown = { frame: request.frame, membership, colleagues, mine: openSessionOf(request).compte.id, email: '' };
    return sendPage(reply, organisationPage({ ...shown, done: doneOf(textOf(request.query, 'fait')), ...more }));
  };

  app.get<WithSiret>(`${ORGANISATIONS}/:siret`, async (request, reply) => {
    const membership = await mine(request);
    return membership === null ? reply.callNotFound() : sendOne(request, reply, { membership });
  });

  app.post<WithSiret>(`${ORGANISATIONS}/:siret/invitations`, async (request, reply) => {
    const membership = await known(request);
    if (membership === null) return reply.callNotFound();
    const { siret } = membership.rattachement;
    const typed = textOf(request.body, 'email');
    const shown = { membership, email: typed };
    const refuse = (sentence: string) => sendOne(request, reply.code(422), { ...shown, errors: { email: sentence } });
    const email = canonicalEmail(typed);
    if (email === null) return refuse('Saisissez une adresse complète, comme prenom.nom@ministere.example.');
    const from = openSessionOf(request).compte;
    const outcome = await memberships.invite(from, { siret, email }, browserOf(request).address);
    if (outcome === 'member') return refuse('Cette personne est déjà membre de l’organisation.');
    if (outcome === 'sent') return sayDone(reply, `${ORGANISATIONS}/${siret}`, 'invite');
    reply.code(429).header('Retry-After', HOUR_S);
    return sendOne(request, reply, { ...shown, refusal: 'Trop d’invitations : réessayez dans une heure' });
  });

  app.post<WithBoth>(`${ORGANISATIONS}/:siret/invitations/:id/annuler`, async (request, reply) => {
    const membership = await known(request);
    const { siret, id } = request.params;
    if (membership === null || !(await memberships.cancel(siret, id))) return reply.callNotFound();
    return sayDone(reply, `${ORGANISATIONS}/${siret}`, 'annulee');
  });

  app.get<WithSiret>(`${ORGANISATIONS}/:siret/quitter`, async (request, reply) => {
    const membership = await mine(request);
    return membership === null ? reply.callNotFound() : sendPage(reply, leavePage(request.frame, membership));
  });

  app.post<WithSiret>(`${ORGANISATIONS}/:siret/quitter`, async (request, reply) => {
    const left = await memberships.leave(openSessionOf(request).compte, request.params.siret);
    return left ? sayDone(reply, ORGANISATIONS, 'quittee') : reply.callNotFound();
  });
}

function doneOf(text: string): Done | null {
  return isDone(text) ? text : null;
}

function isDone(text: string): text is Done {
  return Object.hasOwn(doneSentences, text);
}
