import type { FastifyInstance } from 'fastify';
import type { DocumentStore } from '../../core/document.ts';

const sentences = {
  expired: 'Ce document a expiré. Appelez de nouveau l’endpoint pour en obtenir un exemplaire à jour.',
  unknown: 'Aucun document ne correspond à cette adresse.',
};

/** Documents handed over by the API: whoever has the address can fetch it, until its end. */
export async function documentRoutes(app: FastifyInstance, { documents }: { documents: DocumentStore }): Promise<void> {
  app.get<{ Params: { nom: string } }>('/documents/:nom', async (request, reply) => {
    const { nom } = request.params;
    const found = await documents.find(nom);
    reply.header('Cache-Control', 'no-store').header('X-Content-Type-Options', 'nosniff');
    if (found.state !== 'available') {
      return reply.code(found.state === 'expired' ? 410 : 404).send({ errors: [sentences[found.state]] });
    }
    return reply
      .type(nom.endsWith('.zip') ? 'application/zip' : 'application/pdf')
      .header('Content-Length', found.size)
      .header('Content-Disposition', `attachment; filename="${nom.slice(nom.indexOf('-') + 1)}"`)
      .send(found.open());
  });
}
