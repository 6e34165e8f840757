import type { FastifyInstance } from 'fastify';
import { type DocumentStore, StoreAway } from '../../core/document.ts';

const sentences = {
  expired: 'Ce document a expiré. Appelez de nouveau l’endpoint pour en obtenir un exemplaire à jour.',
  unknown: 'Aucun document ne correspond à cette adresse.',
  away: 'Le magasin des documents ne répond pas en ce moment. Votre adresse reste valable : réessayez dans une minute.',
};

const RETRY_AFTER_S = 60;

/** Documents handed over by the API: whoever has the address can fetch it, until its end. */
export async function documentRoutes(app: FastifyInstance, { documents }: { documents: DocumentStore }): Promise<void> {
  app.route<{ Params: { nom: string } }>({
    method: ['GET', 'HEAD'],
    url: '/documents/:nom',
    handler: async (request, reply) => {
      const { nom } = request.params;
      reply.header('Cache-Control', 'no-store');
      try {
        const found = await documents.find(nom);
        if (found.state !== 'available')
          return reply.code(found.state === 'expired' ? 410 : 404).send({ errors: [sentences[found.state]] });
        const body = request.method === 'HEAD' ? undefined : await found.open();
        reply
          .type(nom.endsWith('.zip') ? 'application/zip' : 'application/pdf')
          .header('Content-Length', found.size)
          .header('Content-Disposition', `attachment; filename="${nom.slice(nom.indexOf('-') + 1)}"`);
        return reply.send(body);
      } catch (error) {
        if (!(error instanceof StoreAway)) throw error;
        return reply
          .code(503)
          .header('Retry-After', RETRY_AFTER_S)
          .send({ errors: [sentences.away] });
      }
    },
  });
}
