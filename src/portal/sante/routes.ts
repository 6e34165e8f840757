import type { FastifyInstance } from 'fastify';

/** The sign of life of a node, whatever its roles. */
export async function healthRoutes(app: FastifyInstance): Promise<void> {
  app.get('/health', async (_request, reply) => reply.header('Cache-Control', 'no-store').send({ etat: 'pret' }));
}
