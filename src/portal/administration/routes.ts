import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Compte } from '../../records/comptes.ts';
import type { AccountDirectory } from '../shared/access.ts';
import { textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import { pageAsked } from '../views/pagination.tsx';
import { accountsPage, type Done, deactivationPage, doneSentences } from './accounts-page.tsx';
import { homePage } from './home-page.tsx';

const LIST = '/administration/comptes';
const PER_PAGE = 50;

type WithId = { Params: { id: string } };

/** What administrators operate: the accounts. */
export async function administrationRoutes(
  app: FastifyInstance,
  { directory }: { readonly directory: AccountDirectory },
): Promise<void> {
  app.addHook('preHandler', requireRole('administrateur'));

  /** An account other than one's own; null when there is none such. */
  const other = async (id: string, mine: string): Promise<Compte | null> => (id === mine ? null : directory.find(id));
  const sayDone = (reply: FastifyReply, done: Done): FastifyReply => reply.redirect(`${LIST}?fait=${done}`, 303);

  app.get('/administration', async (request, reply) => sendPage(reply, homePage(request.frame)));

  app.get(LIST, async (request, reply) => {
    const total = await directory.count();
    const pages = Math.ceil(total / PER_PAGE);
    const page = pageAsked(textOf(request.query, 'page'), pages);
    const comptes = await directory.list({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
    const mine = openSessionOf(request).compte.id;
    const done = doneOf(textOf(request.query, 'fait'));
    return sendPage(reply, accountsPage({ frame: request.frame, comptes, total, page, pages, mine, done }));
  });

  app.get<WithId>(`${LIST}/:id/desactiver`, async (request, reply) => {
    const compte = await other(request.params.id, openSessionOf(request).compte.id);
    return compte === null ? reply.callNotFound() : sendPage(reply, deactivationPage({ frame: request.frame, compte }));
  });

  app.post<WithId>(`${LIST}/:id/desactiver`, async (request, reply) => {
    const compte = await other(request.params.id, openSessionOf(request).compte.id);
    if (compte === null) return reply.callNotFound();
    await directory.deactivate(compte.id);
    return sayDone(reply, 'desactive');
  });

  app.post<WithId>(`${LIST}/:id/reactiver`, async (request, reply) => {
    const compte = await other(request.params.id, openSessionOf(request).compte.id);
    if (compte === null) return reply.callNotFound();
    await directory.reactivate(compte.id);
    return sayDone(reply, 'reactive');
  });
}

function doneOf(text: string): Done | null {
  return isDone(text) ? text : null;
}

function isDone(text: string): text is Done {
  return Object.hasOwn(doneSentences, text);
}
