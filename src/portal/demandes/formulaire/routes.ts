import type { FastifyInstance } from 'fastify';
import { textOf } from '../../shared/form-body.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { sendPiece } from '../../shared/send-piece.ts';
import { receiveFiles } from '../../shared/sent-files.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { ouvrir } from './brouillon.ts';
import { listPage } from './list-page.tsx';
import type { FormulaireOptions } from './options.ts';
import { recapRoutes } from './recap-routes.ts';
import { pdfRule } from './section.ts';
import { sectionRoutes } from './section-routes.ts';

const dones = ['creee', 'enregistree'] as const;

/** The form of a request: its sections, in any order, then its sending. */
export async function formulaireRoutes(app: FastifyInstance, options: FormulaireOptions): Promise<void> {
  const { habilitations } = options;
  await receiveFiles(app, { files: 1, maxBytes: pdfRule.maxBytes });

  app.get('/demandes/:id/formulaire', { preHandler: requireRole() }, async (request, reply) => {
    const opened = await ouvrir(request, habilitations);
    if (opened === null) return sendNotFound(reply);
    const { brouillon, modifiable } = opened;
    if (!modifiable) return reply.redirect(`/demandes/${brouillon.dossier.demande.id}`, 303);
    const asked = textOf(request.query, 'fait');
    const done = dones.find((one) => one === asked) ?? null;
    return sendPage(reply, listPage({ frame: request.frame, brouillon, done }));
  });

  app.get<{ Params: { id: string; piece: string } }>(
    '/demandes/:id/pieces/:piece',
    { preHandler: requireRole() },
    async (request, reply) => {
      const { id, piece } = request.params;
      const found = await habilitations.lecture.piece(openSessionOf(request).compte, id, piece);
      return found === null ? sendNotFound(reply) : sendPiece(reply, found);
    },
  );

  await app.register(sectionRoutes, options);
  await app.register(recapRoutes, options);
}
