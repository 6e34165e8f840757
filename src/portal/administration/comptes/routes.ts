import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccountAdministration, Act } from '../../../accounts/administration.ts';
import type { MembershipDesk } from '../../../accounts/memberships.ts';
import { type AccountRole, isAccountRole } from '../../../core/account-roles.ts';
import type { Compte } from '../../../records/comptes.ts';
import type { PortalAccess } from '../../shared/access.ts';
import { textOf, valuesOf } from '../../shared/form-body.ts';
import { FormReading } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { pageAsked } from '../../views/pagination.tsx';
import { accountPage, type Done, doneSentences } from './account-page.tsx';
import { accountActs, membershipActs } from './acts.ts';
import { type Asking, confirmActPage, confirmRolesPage } from './confirm-page.tsx';
import { accountsPage, LIST, states } from './list-page.tsx';

const PER_PAGE = 50;
const REASON_MAX = 1000;
const STALE = 'Ce compte a changé depuis que vous avez ouvert la page : rien n’est fait. Le voici tel qu’il est.';
const LAST = 'C’est le dernier administrateur : nommez-en un autre d’abord';

interface AccountsOptions extends Pick<PortalAccess, 'accounts'> {
  readonly administration: AccountAdministration;
  readonly memberships: Pick<MembershipDesk, 'of'>;
}

type WithId = { Params: { id: string } };
type WithSiret = { Params: { id: string; siret: string } };

/** The accounts, for who operates the service. */
export async function accountAdministration(app: FastifyInstance, options: AccountsOptions): Promise<void> {
  const { accounts, administration, memberships } = options;
  app.addHook('preHandler', requireRole('administrateur'));

  app.get(LIST, async ({ frame, query }, reply) => {
    const asked = { q: textOf(query, 'q'), role: textOf(query, 'role'), etat: textOf(query, 'etat') };
    const wanted = {
      words: asked.q.split(/\s+/).filter((word) => word !== ''),
      role: isAccountRole(asked.role) ? asked.role : null,
      etat: isState(asked.etat) ? asked.etat : null,
    };
    const total = await administration.count(wanted);
    const pages = Math.ceil(total / PER_PAGE);
    const page = pageAsked(textOf(query, 'page'), pages);
    const comptes = await administration.search(wanted, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
    return sendPage(reply, accountsPage({ frame, comptes, asked, total, page, pages }));
  });

  const sendSheet = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { compte, ...more }: { compte: Compte; errors?: FieldErrors; refusal?: string },
  ): Promise<FastifyReply> => {
    const sheet = {
      compte,
      sessions: (await accounts.sessionsOf(compte.id)).length,
      hasSecondFactor: await administration.hasSecondFactor(compte),
      memberships: await memberships.of(compte),
      isMine: isMine(request, compte.id),
    };
    const done = doneOf(textOf(request.query, 'fait'));
    return sendPage(reply, accountPage({ frame: request.frame, sheet, done, ...more }));
  };
  const sayDone = (reply: FastifyReply, id: string, done: Done) => reply.redirect(`${LIST}/${id}?fait=${done}`, 303);
  /** Not done: the account is shown as it is now, with why. */
  const sendRefusal = async (request: FastifyRequest, reply: FastifyReply, id: string, why: 'stale' | 'last') => {
    const compte = await administration.find(id);
    if (compte === null) return sendNotFound(reply);
    return sendSheet(request, reply.code(409), { compte, refusal: why === 'last' ? LAST : STALE });
  };

  app.get<WithId>(`${LIST}/:id`, async (request, reply) => {
    const compte = await administration.find(request.params.id);
    return compte === null ? sendNotFound(reply) : sendSheet(request, reply, { compte });
  });

  app.post<WithId>(`${LIST}/:id/roles`, async (request, reply) => {
    const compte = await administration.find(request.params.id);
    if (compte === null) return sendNotFound(reply);
    const { frame, body } = request;
    if (textOf(body, 'avant') !== compte.roles.join(',')) return sendRefusal(request, reply, compte.id, 'stale');
    const after = valuesOf(body, 'role').filter(isAccountRole);
    const fault = rolesFault(compte, after, isMine(request, compte.id));
    if (fault !== null) return sendSheet(request, reply.code(422), { compte, errors: { role: fault } });
    if (textOf(body, 'confirme') !== 'oui') return sendPage(reply, confirmRolesPage({ frame, compte, after }));
    const raison = new FormReading(body).text('raison', { max: REASON_MAX }).slice(0, REASON_MAX);
    const act = { author: openSessionOf(request).compte, compte, raison };
    const outcome = await administration.changeRoles(act, { before: compte.roles, after });
    return outcome === 'done' ? sayDone(reply, compte.id, 'roles') : sendRefusal(request, reply, compte.id, outcome);
  });

  /** Someone else's account; null when there is none such. */
  const other = async (request: FastifyRequest<WithId>): Promise<Compte | null> => {
    const compte = await administration.find(request.params.id);
    // What was found, not what was asked: an identifier may be written in capitals.
    return compte === null || isMine(request, compte.id) ? null : compte;
  };

  /** The two steps of an act: asked with its reason, then done. */
  async function ask(request: FastifyRequest<WithId>, reply: FastifyReply, asking: Asking): Promise<FastifyReply> {
    const compte = await other(request);
    if (compte === null) return sendNotFound(reply);
    return sendPage(reply, confirmActPage({ frame: request.frame, compte, asking, action: request.url, raison: '' }));
  }
  async function perform(
    request: FastifyRequest<WithId>,
    reply: FastifyReply,
    { done, ...asking }: Asking & { readonly done: Done },
    write: (act: Act) => Promise<unknown>,
  ): Promise<FastifyReply> {
    const compte = await other(request);
    if (compte === null) return sendNotFound(reply);
    const reading = new FormReading(request.body);
    const missing = 'Donnez une raison : elle est envoyée à cette personne.';
    const raison = reading.text('raison', { max: REASON_MAX, ...(asking.tellsReason ? { missing } : {}) });
    if (reading.isRefused) {
      const shown = { frame: request.frame, compte, asking, action: request.url, raison, errors: reading.errors };
      return sendPage(reply.code(422), confirmActPage(shown));
    }
    const outcome = await write({ author: openSessionOf(request).compte, compte, raison });
    if (outcome === 'stale' || outcome === 'last') return sendRefusal(request, reply, compte.id, outcome);
    return sayDone(reply, compte.id, done);
  }

  for (const [verb, act] of Object.entries(accountActs)) {
    app.get<WithId>(`${LIST}/:id/${verb}`, async (request, reply) => ask(request, reply, act));
    app.post<WithId>(`${LIST}/:id/${verb}`, async (request, reply) =>
      perform(request, reply, act, (given) => act.perform(administration, given)),
    );
  }
  for (const [verb, act] of Object.entries(membershipActs)) {
    const path = `${LIST}/:id/organisations/:siret/${verb}`;
    app.get<WithSiret>(path, async (request, reply) => ask(request, reply, act));
    app.post<WithSiret>(path, async (request, reply) =>
      perform(request, reply, act, (given) => act.perform(administration, given, request.params.siret)),
    );
  }
}

function isMine(request: FastifyRequest, id: string): boolean {
  return openSessionOf(request).compte.id === id;
}

function rolesFault(compte: Compte, after: readonly AccountRole[], mine: boolean): string | null {
  if (after.length === 0) return 'Cochez au moins un rôle ; pour tout retirer, désactivez le compte.';
  if (mine && compte.roles.includes('administrateur') && !after.includes('administrateur'))
    return 'Vous ne pouvez pas retirer votre propre rôle d’administrateur : un autre administrateur le peut.';
  const same = after.length === compte.roles.length && after.every((role) => compte.roles.includes(role));
  return same ? 'Ces rôles sont déjà les siens : cochez ou décochez une case.' : null;
}

function isState(text: string): text is keyof typeof states {
  return Object.hasOwn(states, text);
}

function doneOf(text: string): Done | null {
  return isDone(text) ? text : null;
}

function isDone(text: string): text is Done {
  return Object.hasOwn(doneSentences, text);
}
