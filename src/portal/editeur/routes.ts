import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EspaceEditeur } from '../../editeurs/espace.ts';
import type { LectureEditeur } from '../../editeurs/lecture.ts';
import type { Appartenance } from '../../records/editeur-comptes.ts';
import { textOf } from '../shared/form-body.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import { pageAsked } from '../views/pagination.tsx';
import { type AskOptions, askRoutes } from './ask-routes.ts';
import { clientPage } from './client-page.tsx';
import { clientsCsv } from './clients-csv.ts';
import { clientsPage } from './clients-page.tsx';
import { choixOf, filtersAsked } from './filters.ts';
import { mailsPage } from './mails-page.tsx';
import { CLIENTS, MAILS } from './words.ts';

interface EditorOptions extends Pick<AskOptions, 'demandes'> {
  readonly espace: EspaceEditeur;
  readonly lecture: LectureEditeur;
}

const PAGES_MAX = 1_000_000;

/** What who works for an editor reads of its clients. For anyone else there is nothing here. */
export async function editorRoutes(app: FastifyInstance, { espace, lecture, demandes }: EditorOptions): Promise<void> {
  app.addHook('preHandler', requireRole());

  /** Whoever works for none finds nothing, and the answer is sent. */
  async function spaceOf(request: FastifyRequest, reply: FastifyReply): Promise<Appartenance | null> {
    const found = await espace.de(openSessionOf(request).compte.id);
    if (found === null) sendNotFound(reply);
    return found;
  }

  app.get(CLIENTS, async (request, reply) => {
    const space = await spaceOf(request, reply);
    if (space === null) return reply;
    const { frame, query } = request;
    const filters = filtersAsked(query);
    const { editeur } = space;
    const page = pageAsked(textOf(query, 'page'), PAGES_MAX);
    const vu = await lecture.portefeuille(editeur.id, choixOf(filters), page);
    return sendPage(reply, clientsPage({ frame, editeur, vu, filters }));
  });

  app.get(`${CLIENTS}.csv`, async (request, reply) => {
    const space = await spaceOf(request, reply);
    if (space === null) return reply;
    const lignes = await lecture.tout(space.editeur.id, choixOf(filtersAsked(request.query)));
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename="habilitations.csv"')
      .send(clientsCsv(lignes));
  });

  app.get<{ Params: { id: string } }>(`${CLIENTS}/:id`, async (request, reply) => {
    const space = await spaceOf(request, reply);
    if (space === null) return reply;
    const fiche = await lecture.fiche(space.editeur.id, request.params.id);
    if (fiche === null) return sendNotFound(reply);
    return sendPage(reply, clientPage({ frame: request.frame, editeur: space.editeur, fiche }));
  });

  app.get(MAILS, async (request, reply) => {
    const space = await spaceOf(request, reply);
    if (space === null) return reply;
    const isDone = textOf(request.query, 'fait') === 'oui';
    return sendPage(reply, mailsPage({ frame: request.frame, ...space, isDone }));
  });

  app.post(MAILS, async (request, reply) => {
    if ((await spaceOf(request, reply)) === null) return reply;
    await espace.choisirResume(openSessionOf(request).compte.id, textOf(request.body, 'resume') === 'oui');
    return reply.redirect(`${MAILS}?fait=oui`, 303);
  });

  askRoutes(app, { demandes, spaceOf });
}
