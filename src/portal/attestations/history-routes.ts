import type { FastifyInstance, FastifyReply } from 'fastify';
import { textOf } from '../shared/form-body.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf } from '../shared/session.ts';
import { pageAsked } from '../views/pagination.tsx';
import { CONSULTATIONS, documentOf } from './addresses.ts';
import { goneDocumentPage } from './gone-page.tsx';
import { historyCsv } from './history-csv.ts';
import { grantHistoryPage, ownHistoryPage } from './history-page.tsx';
import type { AttestationsOptions } from './options.ts';
import { isProved, sendProofNeeded } from './proof.ts';

type ByGrant = { Params: { id: string } };
type ByDocument = { Params: { consultation: string; rang: string } };

const ANY_PAGE = 1_000_000;

/** What was looked up, for who did and for who answers for it; its documents, for who did alone. */
export function historyRoutes(app: FastifyInstance, options: AttestationsOptions): void {
  const { agents, historique, preuves, endpoints } = options;

  app.get(CONSULTATIONS, async (request, reply) => {
    const agent = openSessionOf(request).compte.id;
    const lues = await historique.page({ agent }, pageAsked(textOf(request.query, 'page'), ANY_PAGE));
    return sendPage(reply, ownHistoryPage({ frame: request.frame, lues, endpoints }));
  });

  app.get(`${CONSULTATIONS}.csv`, async (request, reply) =>
    sendCsv(reply, historyCsv(await historique.export({ agent: openSessionOf(request).compte.id }))),
  );

  // Streamed here: the address that opens a document to whoever has it is shown to nobody, and who is let out reads no more.
  app.get<ByDocument>(`${CONSULTATIONS}/:consultation/documents/:rang`, async (request, reply) => {
    const { consultation, rang } = request.params;
    const rank = /^\d{1,2}$/.test(rang) ? Number(rang) : 0;
    const lu = await historique.document(openSessionOf(request).compte.id, consultation, rank);
    if (lu === null) return sendNotFound(reply);
    if (!isProved(request))
      return sendProofNeeded(request, reply.code(403), { preuves, back: documentOf(consultation, rank) });
    if (lu.etat === 'expire') return sendPage(reply.code(410), goneDocumentPage(request.frame));
    return reply
      .type(lu.nom.endsWith('.zip') ? 'application/zip' : 'application/pdf')
      .header('Content-Length', lu.document.taille)
      .header('Content-Disposition', `attachment; filename="${lu.nom.slice(lu.nom.indexOf('-') + 1)}"`)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Cache-Control', 'private, no-store')
      .send(lu.document.flux);
  });

  app.get<ByGrant>('/compte/habilitations/:id/consultations', async (request, reply) => {
    const habilitation = await agents.mienne(openSessionOf(request).compte.id, request.params.id);
    if (habilitation === null) return sendNotFound(reply);
    const { demande } = habilitation;
    const lues = await historique.page({ demande }, pageAsked(textOf(request.query, 'page'), ANY_PAGE));
    return sendPage(reply, grantHistoryPage({ frame: request.frame, lues, endpoints, habilitation }));
  });

  app.get<ByGrant>('/compte/habilitations/:id/consultations.csv', async (request, reply) => {
    const habilitation = await agents.mienne(openSessionOf(request).compte.id, request.params.id);
    if (habilitation === null) return sendNotFound(reply);
    return sendCsv(reply, historyCsv(await historique.export({ demande: habilitation.demande })));
  });
}

function sendCsv(reply: FastifyReply, text: string): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', 'attachment; filename="consultations.csv"')
    .send(text);
}
