import type { FastifyInstance } from 'fastify';
import { Layout } from '../shared/layout.tsx';

interface HomeOptions {
  readonly sandbox: boolean;
  readonly firstCall: string;
}

/** The home page, and the sign of life. */
export async function homeRoutes(app: FastifyInstance, { sandbox, firstCall }: HomeOptions): Promise<void> {
  app.get('/health', async (_request, reply) => reply.header('Cache-Control', 'no-store').send({ etat: 'pret' }));

  app.get('/', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(
      <Layout title="Accueil" sandbox={sandbox}>
        <h1>Les administrations n’ont plus à demander deux fois</h1>
        <p class="chapeau">
          API Entreprise donne aux administrations habilitées les données et justificatifs des entreprises et des
          associations, pris à leur source au moment de l’appel : un jeton, une adresse par donnée, une réponse harmonisée.
        </p>
        <h2>Premier appel</h2>
        <p>Dans un terminal, sur la machine qui fait tourner ce service :</p>
        <pre tabindex="0">
          <code safe>{firstCall}</code>
        </pre>
        <p>
          Ou depuis votre navigateur : <a href="/developpeurs/openapi">la console d’essai</a> décrit chaque endpoint et
          permet de l’appeler.
        </p>
      </Layout>,
    ),
  );
}
